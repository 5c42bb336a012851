import { type Clock, systemClock } from './clock.ts'
import { type Db, openDb } from './db/client.ts'
import { type Config, readConfig } from './env.ts'
import { createFiles, type Files } from './files/create-files.ts'
import { createGate, type Gate } from './gate.ts'
import {
  createDynamicMockups,
  type DynamicMockups,
} from './integrations/dynamic-mockups/create-client.ts'
import { templateCacheOf } from './integrations/dynamic-mockups/get-template.ts'
import {
  createOpenOutbound,
  createOutbound,
  isAllowedUrl,
  type Outbound,
} from './integrations/http.ts'
import {
  createShopAccess,
  createShopify,
  type ShopAccess,
  type Shopify,
  type ShopToken,
} from './integrations/shopify/create-shopify.ts'
import { type Ledger, ledgerOf } from './ledger/client.ts'
import { type Limiter, limiterOf } from './limiter/client.ts'
import { createLog, type Log } from './log.ts'
import type { JobMessage, RenderMessage, SyncProductMessage } from './queues/messages.ts'

export type { ShopFacts } from './integrations/shopify/read-shop.ts'
export type { ShopifyResult } from './integrations/shopify/result.ts'
export type { ShopProduct } from './integrations/shopify/shop-product.ts'

/** Who does it: a person in the browser, a program with a key, or a job of the hub's own. */
export type Actor =
  | { kind: 'user'; userId: string; name: string; email: string }
  | { kind: 'api_key'; userId: string; keyId: string; name: string; scopes: string[] }
  | { kind: 'system'; job: string }

/** The outside world as the hub sees it; tests and the simulation set their own. */
export type Ports = { fetch: typeof fetch; clock: Clock; random: () => number }

/** What any code may use, before it is known whose work it is. */
export type BaseContext = {
  requestId: string
  config: Config
  /** Where this hub is reached, without a slash at the end: links are made from it. */
  origin: string
  db: Db
  d1: D1Database
  files: Files
  queues: {
    mockupRenders: Queue<RenderMessage>
    shopifyPublishing: Queue<SyncProductMessage>
    jobs: Queue<JobMessage>
  }
  clock: Clock
  random: () => number
  log: Log
  outbound: Outbound
  waitUntil(work: Promise<unknown>): void
  ledgerOf(userId: string): Ledger
  /** One limiter per vendor credential: `account` tells them apart and holds no secret. */
  limiterOf(vendor: 'dynamic_mockups' | 'shopify', account: string): Limiter
  dynamicMockups(apiKey: string): DynamicMockups
  /** Long calls to the vendor: no more at once than leave a connection for everything else. */
  atVendor: Gate
  /** Results until they begin to come: through the connection that is left, one after another. */
  atResults: Gate
  /** A shop's Admin API, once there is a token. */
  shopify(account: ShopToken): Shopify
  /** Tokens and domains of shops. */
  shopAccess: ShopAccess
}

/** What work on one user's rows needs: every query is scoped to `userId`. */
export type Context = BaseContext & { userId: string; actor: Actor; ledger: Ledger }

export const systemPorts: Ports = {
  fetch: (input, init) => fetch(input, init),
  clock: systemClock,
  random: () => Math.random(),
}

/** One invocation has six connections that may wait for an answer; the seventh waits unseen. */
const CALLS_AT_VENDOR = 5

type Invocation = { requestId: string; origin?: string; waitUntil(work: Promise<unknown>): void }

/** Builds everything a request, a message or a job needs. The only place that does. */
export function createBaseContext(
  env: Env,
  invocation: Invocation,
  ports: Ports = systemPorts,
): BaseContext {
  const config = readConfig(env)
  const log = createLog({ request_id: invocation.requestId })
  const origin = config.publicUrl || (invocation.origin ?? 'http://localhost:8787')
  const hosts = config.outboundHosts
  const outbound = createOutbound(ports.fetch, hosts)
  const { originTemplate } = config.shopify
  const atVendor = createGate(CALLS_AT_VENDOR)
  const gated: Outbound = (url, init) => atVendor(() => outbound(url, init))
  const shops = { outbound: gated, originTemplate, random: ports.random }
  return {
    requestId: invocation.requestId,
    config,
    origin,
    db: openDb(env.DB),
    d1: env.DB,
    files: createFiles({
      log,
      bucket: env.FILES,
      images: env.IMAGES,
      secret: config.linksSecret,
      origin,
      clock: ports.clock,
    }),
    queues: {
      mockupRenders: env.MOCKUP_RENDERS,
      shopifyPublishing: env.SHOPIFY_PUBLISHING,
      jobs: env.JOBS,
    },
    clock: ports.clock,
    random: ports.random,
    log,
    outbound,
    waitUntil: (work) => invocation.waitUntil(work),
    ledgerOf: (userId) => ledgerOf(env.CREDIT_LEDGER, userId),
    limiterOf: (vendor, account) => limiterOf(env.VENDOR_LIMITER, vendor, account),
    dynamicMockups: (apiKey) =>
      createDynamicMockups({
        outbound,
        openOutbound: createOpenOutbound(ports.fetch, hosts),
        allows: (url) => isAllowedUrl(url, hosts),
        apiUrl: config.dynamicMockups.apiUrl,
        apiKey,
        timeoutMs: config.dynamicMockups.timeoutSeconds * 1_000,
        templates: templateCacheOf(env),
        now: () => ports.clock.now(),
      }),
    atVendor,
    atResults: createGate(1),
    shopify: (account) => createShopify(shops, account),
    shopAccess: createShopAccess(shops),
  }
}

/** The same, for one user's work. `userId` comes from a session, a key or a parsed message. */
export function forUser(base: BaseContext, userId: string, actor: Actor): Context {
  return { ...base, userId, actor, ledger: base.ledgerOf(userId) }
}
