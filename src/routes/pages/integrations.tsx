import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { describeChecks } from '../../domain/integrations/describe-checks.ts'
import { disconnect } from '../../domain/integrations/disconnect.ts'
import { getIntegration } from '../../domain/integrations/get-integration.ts'
import {
  type IntegrationView,
  listIntegrations,
} from '../../domain/integrations/list-integrations.ts'
import {
  dynamicMockupsConnection,
  PROVIDERS,
  type Provider,
  shopifyConnection,
  shopMetadata,
} from '../../domain/integrations/schemas.ts'
import { checkShop } from '../../domain/publishing/check-shop.ts'
import { connectShop, findShopsInQuestion } from '../../domain/publishing/connect-shop.ts'
import { listFormerShops, listOnSale } from '../../domain/publishing/former-shops.ts'
import { listLiveProducts } from '../../domain/publishing/list-live-products.ts'
import { listParkedShops } from '../../domain/publishing/resume-parked.ts'
import { listUnmappedScenes } from '../../domain/scenes/list-scene-library.ts'
import { connectAccount } from '../../domain/templates/connect-account.ts'
import { AppError, statusOf } from '../../errors.ts'
import { PAGE_COUNTED_ROWS } from '../../paging.ts'
import {
  IntegrationsPage,
  type IntegrationsPageProps,
  type ShownIntegration,
} from '../../views/integrations/integrations-page.tsx'
import { connectionWords as words } from '../../views/integrations/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { fieldErrors } from '../respond/field-errors.ts'
import { redirectWith } from '../respond/flash.ts'
import { pageFrame } from '../respond/page-frame.ts'

const text = z.string().catch('')
const typedShop = z.object({
  kind: z.enum(['app', 'token']).catch('app'),
  shop_domain: text,
  client_id: text,
  client_secret: text,
  access_token: text,
  api_secret: text,
  live: z.enum(['keep', 'retire']).optional().catch(undefined),
})

/** Of what stays on sale, the question before disconnecting names so many. */
const NAMED_PRODUCTS = 5

type Forms = Pick<IntegrationsPageProps, 'keyForm' | 'shopForm'>
type Errors = Record<string, string>

export const integrationsPages = new Hono<HubEnv>()
  .get('/', (c) => show(c))
  .post('/dynamic_mockups', limitForm, async (c) => {
    const { api_key } = await c.req.parseBody()
    const input = dynamicMockupsConnection.safeParse({ api_key })
    if (!input.success) return show(c, { keyForm: { errors: fieldErrors(input.error) } })
    const refused = await refusalOf(() => connectAccount(c.var.ctx, input.data))
    if (refused) return show(c, { keyForm: { errors: errorsOf(refused, 'api_key') } }, refused)
    return done(c, words.mockups.saved)
  })
  .post('/shopify', limitForm, async (c) => {
    const { kind, ...typed } = typedShop.parse(await c.req.parseBody())
    const { shop_domain, client_id, live } = typed
    const form = (errors: Errors): Forms => ({
      shopForm: { kind, shop_domain, client_id, live, errors },
    })
    const input = shopifyConnection.safeParse(
      kind === 'token'
        ? {
            shop_domain,
            access_token: typed.access_token,
            api_secret: typed.api_secret || undefined,
            live,
          }
        : { shop_domain, client_id, client_secret: typed.client_secret, live },
    )
    if (!input.success) return show(c, form(fieldErrors(input.error)))
    const refused = await refusalOf(() => connectShop(c.var.ctx, input.data))
    if (refused) return show(c, form(errorsOf(refused, 'shop_domain')), refused)
    return done(c, words.shopify.connected(input.data.shop_domain))
  })
  .post('/shopify/check', limitForm, async (c) => {
    const refused = await refusalOf(() => checkShop(c.var.ctx))
    if (refused) return redirectWith(c, '/integrations', { tone: 'red', text: refused.message })
    const { status, metadata } = await getIntegration(c.var.ctx, 'shopify')
    const isRefused = status === 'error' && shopMetadata.partial().parse(metadata).refused_at
    return isRefused
      ? redirectWith(c, '/integrations', { tone: 'red', text: words.shopify.checkedRefused })
      : done(c, words.shopify.checked)
  })

for (const provider of PROVIDERS) {
  integrationsPages.post(`/${provider}/disconnect`, limitForm, async (c) => {
    const { metadata } = await disconnect(c.var.ctx, provider)
    const { shop_domain } = shopMetadata.partial().parse(metadata)
    const isShop = provider === 'shopify'
    return done(c, isShop ? words.shopify.disconnected(shop_domain) : words.mockups.removed)
  })
}

function done(c: HonoContext<HubEnv>, text: string): Response {
  return redirectWith(c, '/integrations', { tone: 'sage', text })
}

async function refusalOf(act: () => Promise<unknown>): Promise<AppError | undefined> {
  try {
    await act()
    return undefined
  } catch (cause) {
    if (cause instanceof AppError) return cause
    throw cause
  }
}

/** What was refused, at the field it is about. */
function errorsOf(refused: AppError, otherwise: string): Errors {
  const [first] = refused.errors
  return { [first?.pointer.replace('/', '') || otherwise]: refused.message }
}

async function show(c: HonoContext<HubEnv>, forms?: Forms, refused?: AppError): Promise<Response> {
  const { ctx } = c.var
  const onSale = listOnSale(ctx, PAGE_COUNTED_ROWS)
  const [all, formerShops, question, unmapped, shops, waiting] = await Promise.all([
    listIntegrations(ctx),
    listFormerShops(ctx, onSale),
    findShopsInQuestion(ctx, onSale),
    listUnmappedScenes(ctx),
    onSale,
    listParkedShops(ctx, PAGE_COUNTED_ROWS),
  ])
  const shopify = toShown(ctx, all, 'shopify')
  const domain = shopify.shop?.domain
  const live = domain ? await listLiveProducts(ctx, domain, NAMED_PRODUCTS) : []
  const status = refused ? statusOf(refused.code) : forms ? 400 : 200
  return c.html(
    <IntegrationsPage
      frame={pageFrame(c)}
      mockups={toShown(ctx, all, 'dynamic_mockups')}
      shopify={shopify}
      stock={{ onSale: shops.find((shop) => shop.domain === domain), live, waiting }}
      unmapped={unmapped}
      question={question}
      formerShops={formerShops}
      now={ctx.clock.now()}
      {...forms}
    />,
    status,
  )
}

function toShown(ctx: Context, all: IntegrationView[], provider: Provider): ShownIntegration {
  const view = all.find((candidate) => candidate.provider === provider)
  const metadata = shopMetadata.safeParse(view?.metadata).data
  const connected = provider === 'shopify' && view?.account && metadata
  return {
    status: view?.status ?? 'disconnected',
    error: view?.error ?? null,
    uses_shared_key: view?.uses_shared_key ?? false,
    updated_at: view?.updated_at ?? null,
    shop: connected
      ? {
          domain: metadata.shop_domain,
          name: metadata.shop_name,
          currency: metadata.currency,
          storefront: metadata.storefront,
          checks: describeChecks(ctx, metadata),
          checkedAt: metadata.checked_at ?? null,
          isRefused: metadata.refused_at !== undefined,
        }
      : undefined,
  }
}
