import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { Bench } from './support/bench.ts'
import { bundle } from './support/bundle.ts'
import { type EmptyHub, openEmpty } from './support/open-empty.ts'
import { recorded, summarize } from './support/visitor.ts'
import { watchHeap } from './support/watch-heap.ts'

const PRODUCTS = 10_000
const VARIANTS = 8
/** Those whose calls of the database are counted. */
const COUNTED = 1_000
const POLL_MS = 500
const MILLISECONDS = 1_000

const started = z.object({ jobId: z.string() })
const job = z.object({ status: z.string(), done: z.number(), failed: z.number() })

/** The prices of ten thousand products raised by one job, and put back by another. */
export const jobs: Bench = {
  id: 'B16',
  title: `a job over ${PRODUCTS} products of ${VARIANTS} variants`,
  async run() {
    const hub = await openEmpty({
      bundle: await bundle('bench/worker/recorded-hub.ts'),
      inspectorPort: 0,
    })
    try {
      await fill(hub)
      const heap = await watchHeap(hub)
      let raised = { id: '', seconds: 0 }
      let undone = { id: '', seconds: 0 }
      const raising = await heap.peakOf(async () => {
        raised = await timed(hub, () => raise(hub, {}, PRODUCTS))
      })
      const undoing = await heap.peakOf(async () => {
        undone = await timed(hub, () => undo(hub, raised.id))
      })
      await heap.stop()
      await fetch(`${hub.url}/bench/start`, { method: 'POST' })
      await timed(hub, () => raise(hub, { status: 'archived' }, COUNTED))
      const answer = await fetch(`${hub.url}/bench/stop`, { method: 'POST' })
      const d1 = summarize(recorded.parse(await answer.json()))
      const each = (count: number) => count / COUNTED
      return {
        measures: [
          { what: 'time to change all', value: raised.seconds, unit: ' s' },
          { what: 'time to undo all', value: undone.seconds, unit: ' s' },
          { what: 'memory beyond what was held, changing', value: raising, unit: ' MiB' },
          { what: 'memory beyond what was held, undoing', value: undoing, unit: ' MiB' },
          { what: 'D1 calls a product', value: each(d1.calls), atMost: 0.4 },
          { what: 'rows read a product', value: each(d1.rowsRead) },
          { what: 'rows written a product', value: each(d1.rowsWritten) },
        ],
      }
    } finally {
      await hub.close()
    }
  },
}

async function timed(hub: EmptyHub, start: () => Promise<string>) {
  const began = performance.now()
  const id = await start()
  for (;;) {
    const { status, failed } = await hub.client(`/api/jobs/${id}?limit=1`, job)
    if (failed > 0) throw new Error(`${failed} products of a job failed`)
    if (status === 'done') return { id, seconds: (performance.now() - began) / MILLISECONDS }
    await sleep(POLL_MS)
  }
}

async function raise(hub: EmptyHub, filter: object, expected: number): Promise<string> {
  const body = { type: 'prices', sel: { filter, expected }, change: { percent: 10, round: '.99' } }
  const { jobId } = await hub.client('/api/jobs', started, { method: 'POST', body })
  return jobId
}

async function undo(hub: EmptyHub, id: string): Promise<string> {
  const { jobId } = await hub.client(`/api/jobs/${id}/undo`, started, { method: 'POST' })
  return jobId
}

async function fill({ database, userId }: EmptyHub): Promise<void> {
  const now = new Date().toISOString()
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?3 - 1)`
  const id = (kind: string, i: string) => `printf('01a00000-0000-7000-8${kind}-%012x', ${i})`
  await database
    .prepare(
      `${numbers} INSERT INTO products (user_id, id, title, status, created_at, updated_at)
       SELECT ?1, ${id('001', 'i')}, 'Print ' || i, iif(i < ${COUNTED}, 'archived', 'draft'), ?2, ?2
       FROM n`,
    )
    .bind(userId, now, PRODUCTS)
    .run()
  await database
    .prepare(
      `${numbers} INSERT INTO product_variants (user_id, id, product_id, position, title, sku, size,
         price, created_at, updated_at)
       SELECT ?1, ${id('002', 'i')}, ${id('001', `i / ${VARIANTS}`)}, i % ${VARIANTS},
         'Variant ' || i, 'SKU-' || i, '8x10', 2499 + i % ${VARIANTS}, ?2, ?2 FROM n`,
    )
    .bind(userId, now, PRODUCTS * VARIANTS)
    .run()
}
