import { type Buckets, createBuckets } from '../../sandbox/shopify/bucket.ts'
import type { ShopContext } from '../../sandbox/shopify/context.ts'
import { credentialsOf } from '../../sandbox/shopify/credentials.ts'
import { type GraphqlRequest, readRequest, runGraphql } from '../../sandbox/shopify/graphql.ts'
import { emptyShop, type ShopState } from '../../sandbox/shopify/shop-state.ts'
import type { Chaos } from './chaos.ts'
import { pictureOf } from './pictures.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'
import type { Answer } from './vendor.ts'
import { InjectedFault } from './violation.ts'

export type ShopExchange = { answerMs: number; effect: () => Promise<Answer> }
type Parts = { scheduler: Scheduler; random: Random; chaos: Chaos }
/** `about`: its variables, as text. */
export type ShopCall = { isRead: boolean; about: string }
type Request = { path: string; init: RequestInit }

const TOKEN_SECONDS = 24 * 60 * 60 - 1
/** Requests by their text: parsing one costs more than running it. */
const documents = new Map<string, GraphqlRequest['document']>()

export type Shop = ReturnType<typeof createShop>

/** A shop: the sandbox's own Admin API over its own state, in process, with the world's troubles. */
export function createShop(domain: string, parts: Parts, saved?: ShopState) {
  const { scheduler, random, chaos } = parts
  const credentials = credentialsOf(domain)
  if (!credentials) throw new RangeError(`there is no shop ${domain}`)
  const state: ShopState = structuredClone(saved) ?? emptyShop(domain)
  const buckets: Buckets = createBuckets(scheduler.now)
  const ctx: ShopContext = {
    shop: { credentials, state, save: () => undefined },
    // Uploads are known by their place: what lies there is always this picture.
    pictures: {
      put: async () => undefined,
      get: async () => pictureOf('goods'),
      drop: () => undefined,
    },
    base: `https://${domain}`,
    now: scheduler.now,
    inBackground: () => undefined,
  }

  let called: ShopCall | undefined
  let refuses = false

  async function work({ path, init }: Request): Promise<Answer> {
    if (refuses) return { status: 401, json: { errors: 'Invalid API key or access token' } }
    if (path === '/admin/oauth/access_token') return grantToken()
    const upload = /^\/uploads\/([^/]+)/.exec(path)?.[1]
    if (upload !== undefined) return receive(upload)
    const token = new Headers(init.headers).get('x-shopify-access-token')
    if (!isKnown(token)) return { status: 401, json: { errors: 'Invalid API key or access token' } }
    const { query, variables } = JSON.parse(String(init.body))
    const document = documentOf(query)
    called = { isRead: !/^\s*mutation/.test(query), about: JSON.stringify(variables) }
    return { status: 200, json: await runGraphql(ctx, buckets, { document, variables }) }
  }

  function isKnown(token: string | null): boolean {
    const now = scheduler.now()
    return state.tokens.some((known) => known.token === token && known.expiresAt > now)
  }

  function grantToken(): Answer {
    const token = `shpca_${state.tokens.length + 1}_${scheduler.now()}`
    state.tokens.push({ token, expiresAt: scheduler.now() + TOKEN_SECONDS * 1_000 })
    return {
      status: 200,
      json: { access_token: token, scope: 'write_products', expires_in: TOKEN_SECONDS },
    }
  }

  function receive(key: string): Answer {
    const upload = state.uploads.find((known) => known.key === key)
    if (!upload) return { status: 404 }
    upload.isStored = true
    return { status: 201 }
  }

  function answer(request: Request): ShopExchange {
    const answerMs = random.between(50, 1_500)
    if (chaos.chance('the shop throttles', 0.2)) {
      const retryAfter = random.pick([1, 2, 30])
      return { answerMs, effect: async () => ({ status: 429, retryAfter }) }
    }
    if (chaos.chance('the shop errs', 0.15)) {
      const status = random.pick([500, 502, 503])
      const done = random.chance(0.5)
      const effect = async () => {
        if (done) await work(request)
        return { status }
      }
      return { answerMs, effect }
    }
    if (chaos.chance('the shop refuses the token', 0.1)) state.tokens = []
    if (chaos.chance('the shop refuses the app', 0.05)) refuses = true
    if (chaos.chance('the shop loses answers', 0.2)) {
      const effect = async () => {
        await work(request)
        throw new InjectedFault('Network connection lost.')
      }
      return { answerMs, effect }
    }
    return { answerMs, effect: () => work(request) }
  }

  return {
    domain,
    state,
    answer,
    /** Its credentials are good no more, until a person has others. */
    refuses: () => refuses,
    renewCredentials(): void {
      refuses = false
      state.tokens = []
    },
    /** The Admin call that had its effect just now, once; undefined where none had. */
    takeCall(): ShopCall | undefined {
      const taken = called
      called = undefined
      return taken
    },
  }
}

function documentOf(query: string): GraphqlRequest['document'] {
  const known = documents.get(query)
  if (known) return known
  const read = readRequest({ query, variables: {} })
  if (!('document' in read)) throw new Error(`the shop does not know this: ${read}`)
  documents.set(query, read.document)
  return read.document
}
