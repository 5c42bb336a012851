import * as z from 'zod'
import { rowId } from './support/account-rows.ts'
import type { Bench, Measure, Table } from './support/bench.ts'
import { bundle } from './support/bundle.ts'
import { openFilled } from './support/open-filled.ts'
import { LARGE, SMALL } from './support/settings.ts'
import { createVisitor, type Recorded, type Visitor } from './support/visitor.ts'

const ITEMS = 100
const ARTWORKS = 20
const SCENES = ['bedroom', 'therapy_office', 'living_room', 'reading_nook', 'home_office']
const MOST_ROWS_AN_ITEM = 5
/** Picture, mockup, item and activity, with the counters of each. */
const MOST_ROWS_A_DECISION = 20
/** The key's look-up is one row of each request. */
const KEY_ROWS = 1
/** Three for the work, and one that looks up the key. */
const MOST_CALLS = 4
/** Heartbeats and cursors of the sweeps. */
const IDLE_ROWS = 50
const STATEMENT_CHARACTERS = 300

const ids = z.object({ approvals: z.array(z.object({ id: z.string() })) })

type Done = { what: string; items: number } & Record<'small' | 'large', Recorded>

/** The sweeps with nothing due, and what is done to a hundred at once, at both sizes. */
export const work: Bench = {
  id: 'B3b',
  title: `sweeps with nothing due, and ${ITEMS} at once, at ${LARGE} mockups against ${SMALL}`,
  async run() {
    const hub = await bundle('bench/worker/recorded-hub.ts')
    const [small, large] = [await doAll(hub, SMALL), await doAll(hub, LARGE)]
    const done = small.flatMap(({ what, items, recorded }, index) => {
      const other = large[index]?.recorded
      return other ? [{ what, items, small: recorded, large: other }] : []
    })
    return { measures: done.flatMap(measuresOf), tables: [tableOf(done)] }
  },
}

async function doAll(hub: Awaited<ReturnType<typeof bundle>>, mockups: number) {
  const opened = await openFilled(hub, mockups, { consumers: false })
  try {
    const visitor = await createVisitor(opened.url)
    const did = (what: string, items: number, recorded: Recorded) => ({ what, items, recorded })
    const sweeps = [
      did('the sweeps of each minute', 0, await visitor.cron('* * * * *')),
      did('the sweeps of each ten minutes', 0, await visitor.cron('*/10 * * * *')),
    ]
    const asked = await request(visitor)
    const { taskId } = await newestRun(visitor)
    return [
      ...sweeps,
      did(`asking for ${ITEMS} mockups`, ITEMS, asked),
      did(`cancelling ${ITEMS} mockups`, ITEMS, await succeed(visitor, `/runs/${taskId}/cancel`)),
      did(`approving ${ITEMS} mockups`, ITEMS, await approve(visitor)),
    ]
  } finally {
    await opened.close()
  }
}

function request(visitor: Visitor): Promise<Recorded> {
  // The first artworks, which are active but for every tenth.
  const assetIds = Array.from({ length: ARTWORKS }, (_, n) => rowId('asset', n))
  return succeed(visitor, '/generate', { assetIds, scenes: SCENES, regenerate: true })
}

async function newestRun(visitor: Visitor) {
  const runs = z.object({ runs: z.array(z.object({ taskId: z.string() })) })
  const [newest] = (await visitor.read('/api/mockups/runs?limit=1', runs)).runs
  if (!newest) throw new Error('There is no run')
  return newest
}

async function approve(visitor: Visitor): Promise<Recorded> {
  const open = await visitor.read(`/api/approvals?status=pending&limit=${ITEMS}`, ids)
  const body = { ids: open.approvals.map(({ id }) => id), decision: 'approved' }
  if (body.ids.length < ITEMS) throw new Error(`Only ${body.ids.length} items are open`)
  const call = { method: 'POST', json: body } as const
  return mustSucceed(await visitor.record('/api/approvals/bulk', call), 'approving')
}

async function succeed(visitor: Visitor, path: string, json: unknown = {}): Promise<Recorded> {
  const call = { method: 'POST', json } as const
  return mustSucceed(await visitor.record(`/api/mockups${path}`, call), path)
}

function mustSucceed(recorded: Recorded, what: string): Recorded {
  if (recorded.status >= 300) throw new Error(`${what} was answered with ${recorded.status}`)
  return recorded
}

function measuresOf({ what, items, large }: Done): Measure[] {
  if (items === 0) return [{ what: `${what}: rows read`, value: large.rowsRead, atMost: IDLE_ROWS }]
  return [
    {
      what: `${what}: rows read an item`,
      value: (large.rowsRead - KEY_ROWS) / items,
      atMost: what.startsWith('approving') ? MOST_ROWS_A_DECISION : MOST_ROWS_AN_ITEM,
      note: "without the key's look-up",
    },
    {
      what: `${what}: D1 calls one after another`,
      value: large.depth,
      atMost: MOST_CALLS,
      note: "the key's look-up included",
    },
  ]
}

function tableOf(done: Done[]): Table {
  return {
    title: 'Rows, calls and the longest chain of calls',
    columns: ['what', 'rows small', 'rows large', 'written', 'calls', 'chain', 'reads most'],
    rows: done.map(({ what, small, large }) => [
      what,
      small.rowsRead,
      large.rowsRead,
      large.rowsWritten,
      large.calls,
      large.depth,
      large.worst.map((each) => each.slice(0, STATEMENT_CHARACTERS)).join(' · '),
    ]),
  }
}
