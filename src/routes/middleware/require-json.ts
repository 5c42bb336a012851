import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { isSafe } from './safe-methods.ts'

const MAX_JSON_BYTES = 256 * 1024
const JSON_TYPE = /^application\/json\s*(?:;|$)/i

const UPLOADS = /^\/api\/(?:assets|products\/[^/]+\/images)$/

const limitJson = bodyLimit({
  maxSize: MAX_JSON_BYTES,
  onError: () => {
    throw new AppError('too_large', 'The request body is too large: at most 256 KB of JSON')
  },
})

/** Whether a request is for a route that takes a file: those read and limit their body themselves. */
export function takesUpload({ method, path }: { method: string; path: string }): boolean {
  return method === 'POST' && UPLOADS.test(path)
}

/** JSON routes take JSON and nothing else; the upload of a file is the exception. */
export const requireJson: MiddlewareHandler<HubEnv> = async (c, next) => {
  if (isSafe(c.req.method) || takesUpload(c.req)) return next()
  return limitJson(c, async () => {
    const named = JSON_TYPE.test(c.req.header('content-type') ?? '')
    // A stream of no known length may turn out to be empty, and no body needs no type.
    if (!named && (await c.req.arrayBuffer()).byteLength > 0) {
      throw new AppError('unsupported_type', 'Send this request as application/json')
    }
    await next()
  })
}
