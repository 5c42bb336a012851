import type { Context as HonoContext } from 'hono'
import { type AppError, statusOf } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { boundErrors } from './invalid.ts'

/** RFC 9457 problem+json, and `error` with the bare sentence for simple callers. */
export function problem(c: HonoContext<HubEnv>, cause: AppError): Response {
  const status = statusOf(cause.code)
  const errors = boundErrors(cause.errors, c.var.sent)
  const body = {
    ...cause.extra,
    type: `urn:haven-hub:problem:${cause.code}`,
    title: cause.message,
    status,
    detail: cause.detail,
    code: cause.code,
    request_id: c.var.requestId,
    error: cause.message,
    errors,
    details: errors,
  }
  const headers = new Headers({ 'content-type': 'application/problem+json; charset=utf-8' })
  if (cause.retryAfterSeconds) headers.set('retry-after', String(cause.retryAfterSeconds))
  if (cause.code === 'unauthorized') headers.set('www-authenticate', 'Bearer realm="haven-hub"')
  return new Response(JSON.stringify(body), { status, headers })
}
