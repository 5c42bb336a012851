import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Fault } from './faults.ts'

export type SandboxEnv = { Bindings: HttpBindings }

/** A Hono context, whatever its variables. */
type Call = { env: HttpBindings }

/** An unanswered call is cut after this, so that a forgotten fault holds no socket forever. */
const HOLD_MS = 120_000

const statusOf = (fault: Fault, otherwise: number): number =>
  typeof fault.value === 'number' ? fault.value : otherwise

const MESSAGES: Record<number, string> = {
  401: 'Unauthenticated.',
  403: 'Insufficient credits',
  429: 'Too Many Attempts.',
  500: 'Server Error',
  503: 'Service Unavailable',
}

/** Cuts the connection without an answer. */
export const cutConnection = (c: Call): Response => {
  c.env.incoming.socket.destroy()
  return RESPONSE_ALREADY_SENT
}

const holdConnection = async (c: Call): Promise<Response> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, HOLD_MS)
  c.env.outgoing.once('close', resolve)
  await promise
  clearTimeout(timer)
  return cutConnection(c)
}

const htmlError = (status: number): Response =>
  new Response(
    `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`,
    {
      status,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    },
  )

/**
 * Answers one call under a fault: `work` does the vendor's real work and builds its answer. A fault
 * of kind bad_result is applied by the vendor itself: `work` is called as usual.
 * `errorBody` is the vendor's JSON for an error; Dynamic Mockups' `{message}` unless given.
 */
export const answerUnderFault = async (
  c: Call,
  fault: Fault | undefined,
  work: () => Promise<Response>,
  errorBody: (message: string) => Record<string, unknown> = (message) => ({ message }),
): Promise<Response> => {
  switch (fault?.kind) {
    case undefined:
    case 'bad_result':
      return work()
    case 'latency':
      await sleep(typeof fault.value === 'number' ? fault.value : 0)
      return work()
    case 'timeout':
      return holdConnection(c)
    case 'reset':
      return cutConnection(c)
    case 'lost_response':
      await work()
      return cutConnection(c)
    case 'rate_limit':
      return Response.json(errorBody('Too Many Attempts.'), {
        status: 429,
        headers: fault.value === undefined ? {} : { 'retry-after': String(fault.value) },
      })
    case 'html_error':
      return htmlError(statusOf(fault, 502))
    case 'status': {
      const status = statusOf(fault, 500)
      return Response.json(errorBody(MESSAGES[status] ?? `Error ${status}`), { status })
    }
  }
}
