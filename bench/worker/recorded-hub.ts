import { app } from '../../src/app.tsx'
import worker, { CreditLedger as Ledger, VendorLimiter as Limiter } from '../../src/worker.ts'
import { answerBench, answerFile } from './answer-bench.ts'
import { changeEnvironment } from './change-environment.ts'
import { count } from './count-calls.ts'
import { recordD1, replay, startRecording, stopRecording } from './record-d1.ts'
import { recordObject } from './record-object.ts'

const RECORD = 'x-bench-record'
const REPLAY = 'x-bench-replay'

// Behind all that pages are behind, with nothing to show.
app.get('/bench-empty', (c) => c.text('ok'))

export class CreditLedger extends Ledger {
  readonly #recorded: ReturnType<typeof recordObject>

  constructor(state: DurableObjectState, env: Env) {
    recordD1(env.DB)
    const recorded = recordObject(state)
    super(state, env)
    this.#recorded = recorded
  }

  takeRows() {
    return this.#recorded.takeRows()
  }
}

export class VendorLimiter extends Limiter {
  readonly #recorded: ReturnType<typeof recordObject>

  constructor(state: DurableObjectState, env: Env) {
    const recorded = recordObject(state)
    super(state, env)
    this.#recorded = recorded
  }

  takeRows() {
    return this.#recorded.takeRows()
  }
}

/**
 * The hub, for benches. With the header `x-bench-record` a request is answered with what D1 did for
 * it in place of its page: so benches that ask for it do one thing at a time.
 */
export default {
  async fetch(request, given, context) {
    const env = changeEnvironment(given)
    recordD1(env.DB)
    const url = new URL(request.url)
    if (url.pathname === '/bench/routes') return Response.json(readPaths())
    if (url.pathname.startsWith('/bench/')) {
      return answerBench(request, env, context, { cron: () => recordCron(url, env, context) })
    }
    const file = answerFile(url.pathname)
    if (file) return file
    if (request.headers.has(REPLAY)) return replay(() => worker.fetch(request, env, context))
    if (!request.headers.has(RECORD)) return worker.fetch(request, env, context)
    const { waiting, settle } = collectWork(context)
    startRecording()
    const answer = await worker.fetch(request, env, waiting)
    const { byteLength } = await answer.arrayBuffer()
    await settle()
    return Response.json({ status: answer.status, bytes: byteLength, calls: stopRecording() })
  },
  queue(batch, env, context) {
    count('batches')
    return worker.queue(batch, changeEnvironment(env), context)
  },
  scheduled: (event, env, context) => worker.scheduled(event, changeEnvironment(env), context),
} satisfies ExportedHandler<Env>

async function recordCron(url: URL, env: Env, context: ExecutionContext): Promise<Response> {
  const { waiting, settle } = collectWork(context)
  const cron = url.searchParams.get('cron') ?? ''
  const event = { cron, scheduledTime: Date.now(), type: 'scheduled', noRetry() {} } as const
  startRecording()
  await worker.scheduled(event, env, waiting)
  await settle()
  return Response.json({ status: 200, bytes: 0, calls: stopRecording() })
}

/** Patterns of everything of the hub's that can be read. */
function readPaths(): string[] {
  const read = app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
  return [...new Set(read)].filter((path) => !path.startsWith('/bench'))
}

/** A context whose background work can be waited for. */
function collectWork(context: ExecutionContext) {
  const work: Promise<unknown>[] = []
  const waiting: ExecutionContext = Object.assign(Object.create(context), {
    waitUntil: (promise: Promise<unknown>) => void work.push(promise),
  })
  return { waiting, settle: () => Promise.all(work) }
}
