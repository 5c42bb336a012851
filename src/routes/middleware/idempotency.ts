import { createMiddleware } from 'hono/factory'
import { claimKey, type StoredAnswer } from '../../domain/idempotency/claim-key.ts'
import { endClaim } from '../../domain/idempotency/end-claim.ts'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'

const MAX_KEY_CHARACTERS = 200
const VISIBLE_ASCII = /^[\x21-\x7e]+$/
const UPLOAD_PATH = '/api/assets'

/**
 * A POST with an Idempotency-Key is done once: a repeat within 24 hours is given the first one's
 * answer. Uploads are excepted, for their body is not read into memory here.
 */
export const idempotency = createMiddleware<HubEnv>(async (c, next) => {
  const header = c.req.header('idempotency-key')
  if (c.req.method !== 'POST' || header === undefined || c.req.path === UPLOAD_PATH) return next()
  if (header.length > MAX_KEY_CHARACTERS || !VISIBLE_ASCII.test(header)) throw badKey()
  const { ctx } = c.var
  // Another API key of the same user may lack the scope that the stored answer was made with.
  const caller = ctx.actor.kind === 'api_key' ? ctx.actor.keyId : ctx.userId
  const url = new URL(c.req.url)
  const request = [c.req.method, url.pathname, url.search, await c.req.text()].join('\n')
  const claim = await claimKey(ctx, `${caller}/${header}`, await sha256(request))
  if (claim.kind === 'answered') return replay(claim.answer)
  c.set('workId', claim.workId)
  try {
    await next()
  } catch (cause) {
    await endClaim(ctx, claim, undefined)
    throw cause
  }
  await endClaim(ctx, claim, await answerToKeep(c.res))
})

/** What a repeat may be told: done, or refused for good. The rest is worth another try. */
async function answerToKeep(response: Response): Promise<StoredAnswer | undefined> {
  const { status } = response
  if (status < 200 || status >= 500 || status === 429) return undefined
  return {
    status,
    content_type: response.headers.get('content-type') ?? 'application/json',
    body: await response.clone().text(),
  }
}

function replay(answer: StoredAnswer): Response {
  return new Response(answer.body, {
    status: answer.status,
    headers: { 'content-type': answer.content_type, 'idempotent-replayed': 'true' },
  })
}

function badKey(): AppError {
  return new AppError(
    'invalid',
    `An Idempotency-Key has 1 to ${MAX_KEY_CHARACTERS} visible ASCII characters. Nothing was done.`,
  )
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
