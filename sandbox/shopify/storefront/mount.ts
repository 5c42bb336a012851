import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Context, Hono } from 'hono'
import { trimTrailingSlash } from 'hono/trailing-slash'
import type { ShopEnv } from '../context.ts'
import { isOnSale } from '../product-view.ts'
import { mountAdminForms, noticeOf, productOf } from './admin-forms.ts'
import { adminListPage, adminPage } from './admin-page.ts'
import { frontPage } from './front-page.ts'
import { missingPage } from './missing-page.ts'
import { servePicture } from './pictures.ts'
import { productPage } from './product-page.ts'
import { readSettings, settingsPage } from './settings-page.ts'

/** A shop's pages run no script but their own: a description may hold anything. */
const PAGE_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; form-action 'self'"

const ASSETS: Record<string, { path: string; type: string }> = {
  'shop.css': { path: local('./assets/shop.css'), type: 'text/css; charset=utf-8' },
  'shop.js': { path: local('./assets/shop.js'), type: 'text/javascript; charset=utf-8' },
  'serif.woff2': {
    path: packaged('@fontsource/newsreader/files/newsreader-latin-500-normal.woff2'),
    type: 'font/woff2',
  },
  'sans.woff2': {
    path: packaged('@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2'),
    type: 'font/woff2',
  },
}

function local(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}

function packaged(path: string): string {
  return createRequire(import.meta.url).resolve(path)
}

/** The pages people look at: the shop's front, its products, and a small admin. */
export const mountStorefront = (app: Hono<ShopEnv>): void => {
  app.use(trimTrailingSlash())
  app.get('/', (c) => page(c, frontPage(c.var.ctx)))
  app.get('/collections/:handle', (c) => {
    const { ctx } = c.var
    const handle = c.req.param('handle')
    const collection = ctx.shop.state.collections.find((known) => known.handle === handle)
    if (!collection?.publishedAt) return page(c, missingPage(ctx), 404)
    return page(c, frontPage(ctx, collection))
  })
  app.get('/products/:handle', (c) => {
    const { ctx } = c.var
    const handle = c.req.param('handle')
    const product = ctx.shop.state.products.find((known) => known.handle === handle)
    if (!product || !isOnSale(product)) return page(c, missingPage(ctx), 404)
    return page(c, productPage(ctx, product))
  })
  app.get('/admin/products', (c) => page(c, adminListPage(c.var.ctx, noticeOf(c))))
  app.get('/admin/products/:number', (c) => {
    const { ctx } = c.var
    const product = productOf(c)
    return product ? page(c, adminPage(ctx, product, noticeOf(c))) : page(c, missingPage(ctx), 404)
  })
  mountAdminForms(app)
  app.get('/admin/settings', (c) => page(c, settingsPage(c.var.ctx)))
  app.post('/admin/settings', async (c) => {
    const { ctx } = c.var
    const settings = readSettings(await c.req.parseBody({ all: true }))
    if (!settings) return c.text('Invalid settings', 400)
    ctx.shop.state.settings = { ...ctx.shop.state.settings, ...settings }
    ctx.shop.save()
    return c.redirect(`${ctx.base}/admin/settings`, 303)
  })
  app.get('/files/:number/:filename', (c) => {
    return servePicture(c, c.var.ctx, c.req.param('number'))
  })
  app.get('/assets/:name', (c) => {
    const asset = ASSETS[c.req.param('name')]
    if (!asset) return c.notFound()
    return c.body(readFileSync(asset.path), 200, {
      'content-type': asset.type,
      'cache-control': 'no-cache',
    })
  })
}

const page = async (
  c: Context,
  body: string | Promise<string>,
  status: 200 | 404 = 200,
): Promise<Response> => c.html(await body, status, { 'content-security-policy': PAGE_POLICY })
