import { createMiddleware } from 'hono/factory'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'

const MAX_JSON_BYTES = 256 * 1024

/** JSON routes take JSON and nothing else; the upload of a file is the exception. */
export const requireJson = createMiddleware<HubEnv>(async (c, next) => {
  const type = c.req.header('content-type')
  const upload = c.req.method === 'POST' && c.req.path === '/api/assets'
  if (upload || c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  if (type && !/^application\/json(;|$)/i.test(type)) {
    throw new AppError('unsupported_type', 'Send this request as application/json')
  }
  if (Number(c.req.header('content-length') ?? 0) > MAX_JSON_BYTES) {
    throw new AppError('too_large', 'The request body is too large: at most 256 KB of JSON')
  }
  await next()
})
