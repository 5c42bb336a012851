import worker from '../../src/worker.ts'
import { recordD1, startRecording, stopRecording } from './record-d1.ts'

export { CreditLedger, VendorLimiter } from '../../src/worker.ts'

const RECORD = 'x-bench-record'
const CRON = '/bench/cron'

/**
 * The hub, for a bench that asks one thing at a time: with the header `x-bench-record` a request is
 * answered with what D1 did for it in place of its page.
 */
export default {
  async fetch(request, env, context) {
    recordD1(env.DB)
    const url = new URL(request.url)
    const work: Promise<unknown>[] = []
    const waiting = Object.assign(Object.create(context), {
      waitUntil: (promise: Promise<unknown>) => void work.push(promise),
    })
    if (url.pathname === CRON) {
      startRecording()
      const cron = url.searchParams.get('cron') ?? ''
      const event = { cron, scheduledTime: Date.now(), type: 'scheduled', noRetry() {} } as const
      await worker.scheduled(event, env, waiting)
      await Promise.all(work)
      return Response.json({ status: 200, bytes: 0, calls: stopRecording() })
    }
    if (!request.headers.has(RECORD)) return worker.fetch(request, env, context)
    startRecording()
    const answer = await worker.fetch(request, env, waiting)
    const { byteLength } = await answer.arrayBuffer()
    await Promise.all(work)
    return Response.json({ status: answer.status, bytes: byteLength, calls: stopRecording() })
  },
  queue: worker.queue,
  scheduled: worker.scheduled,
} satisfies ExportedHandler<Env>
