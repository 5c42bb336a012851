import * as z from 'zod'
import worker, { type CreditLedger, type VendorLimiter } from '../../src/worker.ts'
import { takeMessages } from './change-environment.ts'
import { takeCounts } from './count-calls.ts'
import { startRecording, stopRecording } from './record-d1.ts'
import { reserveInLedger, reserveNaively } from './reserve.ts'

const message = z.object({ queue: z.string(), bodies: z.array(z.unknown()) })
const objects = z.object({ ledgers: z.array(z.string()), limiters: z.array(z.string()) })
const reservation = z.object({
  userId: z.string(),
  budget: z.number(),
  /** How many reservations, how many pictures in each, and how many at once. */
  times: z.number(),
  items: z.number(),
  atOnce: z.number(),
})

type Ways = { cron: () => Promise<Response> }

/** What a bench asks of the runtime itself, below `/bench/`. */
export async function answerBench(
  request: Request,
  env: Env,
  context: ExecutionContext,
  ways: Ways,
): Promise<Response> {
  const { pathname } = new URL(request.url)
  switch (pathname) {
    case '/bench/cron':
      return ways.cron()
    case '/bench/nothing':
      return new Response('ok')
    case '/bench/page':
      return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } })
    case '/bench/set-page':
      page = await request.text()
      return new Response('ok')
    case '/bench/set-picture':
      picture = await request.arrayBuffer()
      return new Response('ok')
    case '/bench/start':
      startRecording()
      return new Response('ok')
    case '/bench/stop':
      return Response.json({ status: 200, bytes: 0, calls: stopRecording() })
    case '/bench/counts':
      return Response.json(takeCounts())
    case '/bench/objects':
      return Response.json(await takeObjectRows(env, objects.parse(await request.json())))
    case '/bench/messages':
      return Response.json(takeMessages())
    case '/bench/consume':
      return Response.json(await consume(message.parse(await request.json()), env, context))
    case '/bench/reserve-ledger':
      return Response.json(await reserveInLedger(env, reservation.parse(await request.json())))
    case '/bench/reserve-naively':
      return Response.json(await reserveNaively(env, reservation.parse(await request.json())))
    default:
      return new Response('There is no such thing', { status: 404 })
  }
}

let picture: ArrayBuffer | undefined

/** The picture that stands for every file, once a bench has put one here. */
export function answerFile(pathname: string): Response | undefined {
  if (!picture || !pathname.startsWith('/files/')) return undefined
  const headers = { 'content-type': 'image/webp', 'cache-control': 'private, max-age=3600' }
  return new Response(picture, { headers })
}

/** A page as bare markup: what a bench has put here. */
let page = ''

/** Delivers one batch as a queue would; answers what became of each message. */
async function consume(
  { queue, bodies }: z.infer<typeof message>,
  env: Env,
  context: ExecutionContext,
): Promise<{ retried: number }> {
  let retried = 0
  const messages = bodies.map((body) => ({
    id: crypto.randomUUID(),
    timestamp: new Date(),
    body,
    attempts: 1,
    ack() {},
    retry() {
      retried += 1
    },
  }))
  const metadata = { metrics: { backlogCount: 0, backlogBytes: 0 } }
  await worker.queue({ queue, messages, metadata, ackAll() {}, retryAll() {} }, env, context)
  return { retried }
}

type Counting = { takeRows(): Promise<{ read: number; written: number }> }

async function takeObjectRows(env: Env, named: z.infer<typeof objects>) {
  const of = (namespace: DurableObjectNamespace<CreditLedger | VendorLimiter>, name: string) => {
    const stub: Counting = Object(namespace.getByName(name))
    return stub.takeRows()
  }
  const byId = (namespace: DurableObjectNamespace<CreditLedger | VendorLimiter>, id: string) => {
    const stub: Counting = Object(namespace.get(namespace.idFromString(id)))
    return stub.takeRows()
  }
  return {
    ledgers: await Promise.all(named.ledgers.map((name) => of(env.CREDIT_LEDGER, name))),
    limiters: await Promise.all(named.limiters.map((id) => byId(env.VENDOR_LIMITER, id))),
  }
}
