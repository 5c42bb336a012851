import type { HonoRequest, MiddlewareHandler } from 'hono'
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

/** Whether a request brings a file: its route reads and limits the body itself. */
export function takesUpload(req: Pick<HonoRequest, 'method' | 'path' | 'header'>): boolean {
  if (req.method !== 'POST') return false
  return UPLOADS.test(req.path) || (req.path === '/api/digital-files' && !isJson(req))
}

function isJson(req: Pick<HonoRequest, 'header'>): boolean {
  return JSON_TYPE.test(req.header('content-type') ?? '')
}

/** JSON routes take JSON and nothing else; the upload of a file is the exception. */
export const requireJson: MiddlewareHandler<HubEnv> = async (c, next) => {
  if (isSafe(c.req.method) || takesUpload(c.req)) return next()
  return limitJson(c, async () => {
    // A stream of no known length may turn out to be empty, and no body needs no type.
    if (!isJson(c.req) && (await c.req.arrayBuffer()).byteLength > 0) {
      throw new AppError('unsupported_type', 'Send this request as application/json')
    }
    await next()
  })
}
