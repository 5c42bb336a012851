import type { Context as HonoContext, Next } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import { receiveFile } from '../../domain/digital-files/receive-file.ts'
import { claimKey } from '../../domain/idempotency/claim-key.ts'
import { endClaim, type RequestEnd } from '../../domain/idempotency/end-claim.ts'
import { AppError, writesNothing } from '../../errors.ts'
import { sha256Hex } from '../../sha256.ts'
import { answerAgain, toReferences } from '../api/answer-again.ts'
import type { HubEnv } from '../hub-env.ts'
import { isDryRun } from '../respond/dry-run.ts'
import { openFileStream } from '../respond/open-file-stream.ts'
import { type ReadUpload, readUpload, type UploadLimits } from '../respond/read-upload.ts'
import { takesUpload } from './require-json.ts'

const MAX_KEY_CHARACTERS = 200
const VISIBLE_ASCII = /^[\x21-\x7e]+$/

/**
 * A POST with an Idempotency-Key is done once: a repeat within 24 hours is given the same answer,
 * made again. Only what was done is kept; a refusal may come out otherwise another time.
 */
export const idempotency = createMiddleware<HubEnv>(async (c, next) => {
  if (c.req.method !== 'POST' || takesUpload(c.req) || isDryRun(c)) return next()
  return doOnce(c, next, () => c.req.text())
})

/**
 * Reads an upload into `c.var.upload` and does the same for it. What makes it the same request is
 * its fields and file: the boundary between them is another one each time.
 */
export function uploadOnce(limits: UploadLimits) {
  return createMiddleware<HubEnv>(async (c, next) => {
    const upload = await readUpload(c, limits)
    c.set('upload', upload)
    c.set('sent', upload.fields)
    return doOnce(c, next, () => describeUpload(upload))
  })
}

/**
 * Stores a file as it arrives, before anything else is known of it, and does the rest once: what
 * makes it the same request is its name and content. What a repeat has brought is removed again.
 */
export const receiveOnce = createMiddleware<HubEnv>(async (c, next) => {
  if (!takesUpload(c.req)) return next()
  const { ctx } = c.var
  const { name, fields, ...source } = await openFileStream(c)
  const file = await receiveFile(ctx, source)
  c.set('received', { file, name: fields.name || name })
  let isHandled = false
  const handle = () => {
    isHandled = true
    return next()
  }
  try {
    return await doOnce(c, handle, async () => JSON.stringify([fields, name, file.content_hash]))
  } finally {
    if (!isHandled) await ctx.files.remove([file.file_key])
  }
})

async function doOnce(c: HonoContext<HubEnv>, next: Next, describeBody: () => Promise<string>) {
  const header = c.req.header('idempotency-key')
  if (header === undefined) return next()
  if (header.length > MAX_KEY_CHARACTERS || !VISIBLE_ASCII.test(header)) throw badKey()
  const { ctx } = c.var
  // Another API key of the same user may lack the scope that the answer was made with.
  const caller = ctx.actor.kind === 'api_key' ? ctx.actor.keyId : ctx.userId
  const { pathname, search } = new URL(c.req.url)
  const request = [c.req.method, pathname, search, await describeBody()].join('\n')
  const claim = await claimKey(ctx, `${caller}/${header}`, await sha256Hex(request))
  if (claim.kind === 'answered') {
    const body = await answerAgain(ctx, claim.answer.body)
    const headers = { 'idempotent-replayed': 'true' }
    return Response.json(body, { status: claim.answer.status, headers })
  }
  c.set('workId', claim.workId)
  await next()
  await endClaim(ctx, claim, await endOf(c))
}

const answerBody = z.record(z.string(), z.unknown())

async function endOf({ res, error }: HonoContext<HubEnv>): Promise<RequestEnd> {
  if (res.ok) {
    const sent: unknown = await res
      .clone()
      .json()
      .catch(() => undefined)
    const body = answerBody.safeParse(sent).data ?? { success: true }
    return { kind: 'done', answer: { status: res.status, body: toReferences(body) } }
  }
  const refused = error instanceof AppError ? writesNothing(error.code) : res.status < 500
  return { kind: refused ? 'refused' : 'unfinished' }
}

async function describeUpload({ file, fields }: ReadUpload): Promise<string> {
  const named = Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify([named, file?.name, await sha256Hex(file?.bytes ?? new Uint8Array())])
}

function badKey(): AppError {
  return new AppError(
    'invalid',
    `An Idempotency-Key has 1 to ${MAX_KEY_CHARACTERS} visible ASCII characters. Nothing was done.`,
  )
}
