import { env } from 'cloudflare:workers'
import { vi } from 'vitest'
import * as z from 'zod'
import { type Context, createBaseContext, forUser, systemPorts } from '../../../src/context.ts'
import { syncProduct } from '../../../src/domain/publishing/sync-product.ts'
import { api } from '../worker/api.ts'
import { createUser, type TestUser } from '../worker/create-user.ts'
import { type ProductView, readProduct } from '../worker/products.ts'
import { connectShop, productsAtShop, type ShopView } from '../worker/shop.ts'
import { passTime } from './stage.ts'

/** What happens instead of a call to the shop; `send` makes the real one. */
export type Strike = (send: () => Promise<Response>) => Promise<Response>

/** A way to the shop: which calls were made, and what happens instead of some of them. */
type Wire = {
  ctx: Context
  /** By GraphQL field, or `access_token` and `upload`. */
  calls: string[]
  strike: (operation: string, strike: Strike, times?: number) => void
  /** The shop cannot process a picture of this text, so many times. */
  failPicture: (alt: string, times?: number) => void
}

export type ShopStage = Wire & { user: TestUser; shop: string }

/** What is shorter is the runtime's own business; what is longer ends somebody's patience. */
const [SLEEP_MS, PATIENCE_MS] = [500, 5_000]

const graphqlBody = z.object({ query: z.string() })

/** A user with a shop, where pictures are ready at once and messages are delivered by hand. */
export async function openShopStage(): Promise<ShopStage> {
  hurry()
  const user = await createUser()
  const shop = await connectShop(user)
  return { user, shop, ...openWire(user) }
}

function openWire({ userId }: TestUser): Wire {
  const calls: string[] = []
  const failing = { alt: '', times: 0, gids: new Set<string>() }
  const strikes: { operation: string; strike: Strike; times: number }[] = []
  const call: typeof fetch = (input, init) => {
    const operation = operationOf(String(input), init)
    calls.push(operation)
    const send = async () => withPictures(await fetch(input, init), failing)
    const struck = strikes.find((each) => each.operation === operation && each.times > 0)
    if (!struck) return send()
    struck.times -= 1
    return struck.strike(send)
  }
  const invocation = { requestId: 'test', waitUntil: () => {} }
  const base = createBaseContext(env, invocation, { ...systemPorts, fetch: call })
  return {
    calls,
    ctx: forUser(base, userId, { kind: 'system', job: 'test' }),
    strike: (operation, strike, times = 1) => strikes.push({ operation, strike, times }),
    failPicture: (alt, times = 1) => Object.assign(failing, { alt, times }),
  }
}

function operationOf(url: string, init: RequestInit | undefined): string {
  if (!url.endsWith('/graphql.json')) return url.includes('/uploads/') ? 'upload' : 'access_token'
  const { query } = graphqlBody.parse(JSON.parse(String(init?.body)))
  return /\{\s*(\w+)/.exec(query)?.[1] ?? 'graphql'
}

type Failing = { alt: string; times: number; gids: Set<string> }

const mediaShape = z.looseObject({
  id: z.string().startsWith('gid://shopify/MediaImage/'),
  alt: z.string().nullish(),
  status: z.string(),
})

/** Pictures are ready at once, or have failed. */
async function withPictures(answer: Response, failing: Failing): Promise<Response> {
  const text = await answer.text()
  if (!text.includes('"status"')) return new Response(text, answer)
  const body = JSON.stringify(JSON.parse(text), (_name, value: unknown) => {
    const media = mediaShape.safeParse(value).data
    return media ? withEnd(media, failing) : value
  })
  return new Response(body, answer)
}

function withEnd(media: z.infer<typeof mediaShape>, failing: Failing) {
  const { id, alt } = media
  if (alt === failing.alt && failing.times > 0 && !failing.gids.has(id)) {
    failing.times -= 1
    failing.gids.add(id)
  }
  if (!failing.gids.has(id)) return { ...media, status: 'READY' }
  const error = { code: 'IMAGE_PROCESSING_FAILURE', details: '', message: 'Unreadable' }
  return { ...media, status: 'FAILED', mediaErrors: [error] }
}

/** Whoever sleeps is woken at once, when as much time has passed. */
function hurry(): void {
  const real = globalThis.setTimeout
  vi.stubGlobal('setTimeout', (work: () => void, milliseconds = 0) => {
    const isSleep = milliseconds >= SLEEP_MS && milliseconds < PATIENCE_MS
    if (isSleep) passTime(milliseconds)
    return real(work, isSleep ? 0 : milliseconds)
  })
}

export const lostAnswer: Strike = async (send) => {
  await send()
  throw new TypeError('Network connection lost.')
}

/** HTTP 200, with what the shop says of its bucket. */
export function throttled(missingPoints: number, restoreRate: number): Strike {
  const throttleStatus = { maximumAvailable: 2000, currentlyAvailable: 10, restoreRate }
  const cost = { requestedQueryCost: 10 + missingPoints, actualQueryCost: null, throttleStatus }
  return answering({
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions: { cost },
  })
}

export function answering(body: unknown, init: ResponseInit = {}): Strike {
  return async () => Response.json(body, init)
}

/** productSet refused with this code. */
export function refusing(code: string, message: string): Strike {
  const userErrors = [{ code, field: ['input', 'title'], message }]
  return answering({ data: { productSet: { product: null, userErrors } } })
}

/** Asks for a product to be published, as a program does; the task's id. */
export async function askToPublish({ user }: ShopStage, id: string, body = {}): Promise<string> {
  const answer = await api(user, 'POST', `/api/products/${id}/publish`, body)
  const text = await answer.text()
  if (answer.status !== 202) throw new Error(`not published: ${answer.status} ${text}`)
  return z.object({ taskId: z.string() }).parse(JSON.parse(text)).taskId
}

/** Delivers the message of the product's task by hand; what the product is then. */
export async function deliverTask(
  { user, ctx }: Pick<ShopStage, 'user' | 'ctx'>,
  id: string,
): Promise<ProductView> {
  const { publish_task_id: taskId } = await readProduct(user, id)
  await syncProduct(ctx, { productId: id, taskId: taskId ?? '' })
  return readProduct(user, id)
}

export async function publishWhole(stage: ShopStage, id: string, body = {}): Promise<ProductView> {
  await askToPublish(stage, id, body)
  return deliverTask(stage, id)
}

/** The only product at the shop. */
export async function onlyAtShop({ shop }: Pick<ShopStage, 'shop'>): Promise<ShopView> {
  const [product, ...more] = await productsAtShop(shop)
  if (!product || more.length > 0) throw new Error(`${more.length + (product ? 1 : 0)} at the shop`)
  return product
}

/** How often each of these was called. */
export function countCalls(calls: readonly string[], operation: string): number {
  return calls.filter((each) => each === operation).length
}
