import { html } from 'hono/html'
import * as z from 'zod'
import type { ShopContext } from '../context.ts'
import type { ShopSettings } from '../shop-state.ts'
import { scopesOf } from '../shop-store.ts'
import { layout } from './layout.ts'

const SCOPES = ['write_products', 'read_publications', 'write_publications', 'read_orders']
const CURRENCIES = ['EUR', 'GBP', 'USD'] as const

const box = z.string().optional()
const form = z.object({
  currency: z.enum(CURRENCIES),
  password: box,
  orders: box,
  online_store: box,
  revoked: box,
  scopes: z.union([z.string(), z.array(z.string())]).default([]),
})

/** What the settings page was sent; undefined for anything else. */
export const readSettings = (body: unknown): Partial<ShopSettings> | undefined => {
  const sent = form.safeParse(body).data
  return (
    sent && {
      currency: sent.currency,
      password: sent.password !== undefined,
      orders: sent.orders === undefined ? 'denied' : 'granted',
      online_store: sent.online_store !== undefined,
      revoked: sent.revoked !== undefined,
      scopes: [sent.scopes].flat(),
    }
  )
}

/** What a merchant sets in many places of Shopify: here on one page. */
export const settingsPage = (ctx: ShopContext) => {
  const { settings } = ctx.shop.state
  const granted = scopesOf(ctx.shop)
  return layout(
    ctx,
    'Admin: settings',
    html`<article class="admin">
      <p class="eyebrow">Shop admin · settings</p>
      <h1>Settings</h1>
      <form method="post" action="${ctx.base}/admin/settings">
        <p><label>Currency <select name="currency">
          ${CURRENCIES.map(
            (code) =>
              html`<option ${code === settings.currency ? 'selected' : ''}>${code}</option>`,
          )}
        </select></label></p>
        ${check('password', '', 'Visitors need a password', settings.password)}
        ${check('online_store', '', 'Online Store sales channel', settings.online_store)}
        ${check('orders', '', 'App is approved for protected customer data', settings.orders === 'granted')}
        ${SCOPES.map((scope) =>
          check('scopes', scope, `App has ${scope}`, granted.includes(scope)),
        )}
        ${check('revoked', '', 'App was uninstalled: its credentials are refused', settings.revoked)}
        <p><button>Save</button></p>
      </form>
    </article>`,
  )
}

const check = (name: string, value: string, label: string, isOn: boolean) =>
  html`<p><label><input type="checkbox" name="${name}" value="${value || 'on'}" ${isOn ? 'checked' : ''}> ${label}</label></p>`
