import { Hono, type Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { createBaseContext } from './context.ts'
import { AppError, statusOf, writesNothing } from './errors.ts'
import { createLog } from './log.ts'
import type { HubEnv } from './routes/hub-env.ts'
import { mountRoutes } from './routes/index.ts'
import { securityHeaders } from './routes/middleware/security-headers.ts'
import { pageFrame } from './routes/respond/page-frame.ts'
import { problem } from './routes/respond/problem.ts'
import { errorWords as words } from './views/components/words.ts'
import { ErrorPage } from './views/error-page.tsx'
import type { PageFrame } from './views/layout.tsx'

// Cloudflare's own; where there is no Cloudflare in front, anybody may send anything.
const RAY_ID = /^[0-9a-f]{8,32}(-[A-Z]{2,5})?$/

export const app = new Hono<HubEnv>()

app.use(async (c, next) => {
  const ray = c.req.header('cf-ray')
  const requestId = ray && RAY_ID.test(ray) ? ray : crypto.randomUUID()
  c.set('requestId', requestId)
  const base = createBaseContext(c.env, {
    requestId,
    origin: new URL(c.req.url).origin,
    waitUntil: (work) => c.executionCtx.waitUntil(work),
  })
  c.set('base', base)
  await next()
  c.header('x-request-id', requestId)
})
app.use(securityHeaders)

mountRoutes(app)

app.notFound((c) => {
  const missing = new AppError('not_found', 'There is nothing at this address')
  if (wantsJson(c.req.path)) return problem(c, missing)
  return c.html(
    <ErrorPage
      status={404}
      title={words.notFound}
      detail={words.notFoundText}
      requestId={c.var.requestId}
      frame={frameOfError(c)}
    />,
    404,
  )
})

app.onError((cause, c) => {
  const error = toAppError(cause)
  if (error === undefined || error.code === 'unavailable' || error.cause) {
    const log = c.var.base?.log ?? createLog({ request_id: c.var.requestId })
    log.error('request_failed', error?.cause ?? cause, { method: c.req.method, path: c.req.path })
  }
  if (wantsJson(c.req.path)) return error ? problem(c, error) : opaque(c.var.requestId)
  const status = error ? statusOf(error.code) : 500
  if (error?.retryAfterSeconds) c.header('retry-after', String(error.retryAfterSeconds))
  return c.html(
    <ErrorPage
      status={status}
      title={error ? error.message : words.failed}
      detail={error ? detailOf(error) : words.failedText}
      requestId={c.var.requestId}
      frame={frameOfError(c)}
    />,
    status,
  )
})

function detailOf({ code }: AppError): string {
  return writesNothing(code) ? words.nothingChanged : words.perhapsChanged
}

/** The navigation of who is signed in, where the error came after that was found out. */
function frameOfError(c: HonoContext<HubEnv>): PageFrame | undefined {
  const { ctx, layoutData }: Partial<HubEnv['Variables']> = c.var
  if (!ctx || !layoutData) return undefined
  const frame = pageFrame(c)
  // What is around the page may be what failed: the navigation is shown without it then.
  return {
    ...frame,
    around: frame.around?.catch(() => ({ counts: {}, notices: [], timeZone: 'UTC' })),
  }
}

function wantsJson(path: string): boolean {
  return /^\/(api|webhooks|openapi\.json|healthz)/.test(path)
}

/** What a person may know, or undefined for a bug. */
function toAppError(cause: unknown): AppError | undefined {
  if (cause instanceof AppError) return cause
  if (cause instanceof HTTPException && cause.status === 400) {
    return new AppError('invalid', 'Invalid request body', {
      errors: [{ pointer: '', message: 'This is not JSON' }],
    })
  }
  if (isPassing(cause)) {
    return new AppError(
      'unavailable',
      'Haven Hub is overloaded for a moment. Nothing was lost. Try again in a few seconds.',
      { cause, retryAfterSeconds: 5 },
    )
  }
  return undefined
}

/** D1 and Durable Objects say so in words when they are overloaded or restarting. */
function isPassing(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false
  if ('retryable' in cause && cause.retryable === true) return true
  if ('overloaded' in cause && cause.overloaded === true) return true
  const text = `${cause.message} ${cause.cause instanceof Error ? cause.cause.message : ''}`
  return /D1 DB is overloaded|D1_ERROR: (?:Network connection lost|storage)|Durable Object (?:reset|is overloaded)/i.test(
    text,
  )
}

function opaque(requestId: string): Response {
  const sentence = 'Something went wrong on our side. You can send the request again.'
  return Response.json(
    {
      type: 'urn:haven-hub:problem:internal',
      title: sentence,
      status: 500,
      detail: sentence,
      code: 'internal',
      request_id: requestId,
      error: sentence,
      errors: [],
    },
    { status: 500, headers: { 'content-type': 'application/problem+json; charset=utf-8' } },
  )
}
