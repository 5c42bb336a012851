import * as z from 'zod'
import type { Bench, Measure } from './support/bench.ts'
import { bundle } from './support/bundle.ts'
import { type EmptyHub, openEmpty } from './support/open-empty.ts'
import { RUNS } from './support/settings.ts'
import { alternate } from './support/statistics.ts'

const AT_ONCE = 10
const TIMES = 100
/** The edge: so many credits are left when so many requests arrive together. */
const LEFT = 5
const REQUESTS = 50
const PLENTY = 100_000_000
const TOGETHER = 100
const MILLISECONDS = 1_000

const SIZES = [
  { rows: 10_000, atLeast: 5 },
  { rows: 100_000, atLeast: 40 },
]

const outcome = z.object({ granted: z.number(), refused: z.number() })

type Way = 'reserve-ledger' | 'reserve-naively'
type Asked = { userId: string; budget: number; times: number; items: number; atOnce: number }

/** The ledger's object against the sum over a table of D1; and many in one reservation. */
export const ledger: Bench = {
  id: 'B7',
  title: 'reservations against a sum over D1, and (B8) a hundred at once against a hundred',
  async run() {
    const hub = await openEmpty({
      bundle: await bundle('bench/worker/recorded-hub.ts'),
      inspects: true,
    })
    try {
      await hub.database
        .prepare('CREATE TABLE bench_spending (user_id TEXT NOT NULL, credits INTEGER NOT NULL)')
        .run()
      await hub.database
        .prepare('CREATE INDEX bench_spending_of ON bench_spending (user_id, credits)')
        .run()
      const measures: Measure[] = []
      for (const size of SIZES) measures.push(await compare(hub, size))
      return { measures: [...measures, ...(await edge(hub)), await together(hub)] }
    } finally {
      await hub.close()
    }
  },
}

async function compare(
  hub: EmptyHub,
  { rows, atLeast }: { rows: number; atLeast: number },
): Promise<Measure> {
  const userId = `user-of-${rows}`
  await fill(hub, userId, rows)
  const asked = { userId, budget: PLENTY, times: TIMES, items: 1, atOnce: AT_ONCE }
  const { ratio, first, second } = await alternate(
    RUNS,
    () => timed(hub, 'reserve-ledger', asked),
    () => timed(hub, 'reserve-naively', asked),
  )
  const aSecond = (ms: number) => Math.round((TIMES / ms) * MILLISECONDS)
  return {
    what: `B7: with ${rows} rows: reservations a second against the sum`,
    value: ratio.median,
    spread: ratio,
    atLeast,
    note: `${aSecond(first.median)} against ${aSecond(second.median)} a second`,
  }
}

/** So many settled credits on both sides. */
async function fill(hub: EmptyHub, userId: string, rows: number): Promise<void> {
  await reserve(hub, 'reserve-ledger', { userId, budget: PLENTY, times: 1, items: 1, atOnce: 1 })
  const series = `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})`
  await hub.database
    .prepare(`${series} INSERT INTO bench_spending SELECT ?, 1 FROM n`)
    .bind(userId)
    .run()
  const object = await hub.miniflare.unsafeGetDurableObjectStorage('hub', 'CreditLedger', {
    name: userId,
  })
  await object.exec(`${series}
    INSERT INTO settled (sequence, from_account, attempt_id, picture_id, mockup_id, credits,
      operation, balance_before, balance_after, year, month, created_at_ms)
    SELECT i + 1, 'pending', 'bench ' || i || '.1', 'bench ' || i, 'bench ' || i, 1,
      'generation', i, i + 1, 2026, 1, 0 FROM n`)
  await object.exec(`${series}
    INSERT INTO entries (subject, year, from_account, to_account, credits, at_ms)
    SELECT 'bench ' || i, 2026, 'available', 'pending', 1, 0 FROM n`)
}

/** What both grant beyond the budget when many ask at once for the last few. */
async function edge(hub: EmptyHub): Promise<Measure[]> {
  const overspent = async (way: Way) => {
    const userId = `edge-${way}`
    const asked = { userId, budget: LEFT, times: 1, items: 1, atOnce: 1 }
    const each = Array.from({ length: REQUESTS }, () => reserve(hub, way, asked))
    const granted = (await Promise.all(each)).reduce((sum, one) => sum + one.granted, 0)
    return granted - LEFT
  }
  const note = `${LEFT} credits left, ${REQUESTS} requests at once`
  return [
    {
      what: 'B7: overspent by the ledger',
      value: await overspent('reserve-ledger'),
      atMost: 0,
      note,
    },
    { what: 'B7: overspent by the sum', value: await overspent('reserve-naively'), note },
  ]
}

async function together(hub: EmptyHub): Promise<Measure> {
  const asked = { userId: 'together', budget: PLENTY }
  const { ratio } = await alternate(
    RUNS,
    () => timed(hub, 'reserve-ledger', { ...asked, times: 1, items: TOGETHER, atOnce: 1 }),
    () => timed(hub, 'reserve-ledger', { ...asked, times: TOGETHER, items: 1, atOnce: AT_ONCE }),
  )
  return {
    what: `B8: ${TOGETHER} in one reservation against ${TOGETHER} reservations`,
    value: ratio.median,
    spread: ratio,
    atLeast: 3,
  }
}

async function timed(hub: EmptyHub, way: Way, asked: Asked): Promise<number> {
  const began = performance.now()
  const { granted } = await reserve(hub, way, asked)
  if (granted !== asked.times) throw new Error(`Only ${granted} of ${asked.times} were granted`)
  return performance.now() - began
}

async function reserve(hub: EmptyHub, way: Way, asked: Asked) {
  const answer = await fetch(`${hub.url}/bench/${way}`, {
    method: 'POST',
    body: JSON.stringify(asked),
  })
  if (!answer.ok) throw new Error(`${way}: ${await answer.text()}`)
  return outcome.parse(await answer.json())
}
