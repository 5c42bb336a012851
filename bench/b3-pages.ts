import * as z from 'zod'
import { sizeOf } from './support/account-rows.ts'
import { type Address, addressesOf, missingFrom } from './support/addresses.ts'
import type { Bench, Measure, Table } from './support/bench.ts'
import { bundle } from './support/bundle.ts'
import { openFilled } from './support/open-filled.ts'
import { LARGE, SMALL } from './support/settings.ts'
import { alternate, type Spread } from './support/statistics.ts'
import { createVisitor, type Recorded, type Visitor } from './support/visitor.ts'

const ROUNDS = 9
/** A page that is slow enough shows it in few rounds. */
const ROUNDS_IF_SLOW = 3
const SLOW_MS = 400
/** A list's rows may differ by the page's last row and by what a smaller account lacks. */
const SAME_ROWS = 1.05
const STATEMENT_CHARACTERS = 160

type Compared = Address & {
  small: Recorded
  large: Recorded
  ms: { small: Spread; large: Spread; ratio: Spread }
}

/** Every page and list of an account of 300,000 mockups (`BENCH_MOCKUPS`) against one of 1,000. */
export const pages: Bench = {
  id: 'B3',
  title: `pages and lists at ${LARGE} mockups against ${SMALL}`,
  async run() {
    const hub = await bundle('bench/worker/recorded-hub.ts')
    const [small, large] = [await openFilled(hub, SMALL), await openFilled(hub, LARGE)]
    try {
      const visitors = {
        small: await createVisitor(small.url),
        large: await createVisitor(large.url),
      }
      await checkRoutes(visitors.small)
      const compared: Compared[] = []
      const smallPaths = addressesOf(sizeOf(SMALL))
      for (const [index, address] of addressesOf(sizeOf(LARGE)).entries()) {
        const smallPath = smallPaths[index]?.path ?? address.path
        compared.push({ ...address, ...(await compare(visitors, smallPath, address.path)) })
      }
      return { measures: measuresOf(compared), tables: [tableOf(compared)] }
    } finally {
      await small.close()
      await large.close()
    }
  },
}

const routes = z.array(z.string())

async function checkRoutes(visitor: Visitor): Promise<void> {
  const paths = addressesOf(sizeOf(SMALL)).map(({ path }) => path)
  const missing = missingFrom(paths, await visitor.read('/bench/routes', routes))
  if (missing.length > 0) throw new Error(`bench/support/addresses.ts lacks ${missing.join(', ')}`)
}

async function compare(
  visitors: { small: Visitor; large: Visitor },
  smallPath: string,
  path: string,
): Promise<Omit<Compared, keyof Address>> {
  const small = await visitors.small.record(smallPath)
  const large = await visitors.large.record(path)
  if (small.status !== 200 || large.status !== 200) {
    throw new Error(`${path} was answered with ${small.status} and ${large.status}`)
  }
  const { ms } = await visitors.large.time(path)
  const { first, second, ratio } = await alternate(
    ms > SLOW_MS ? ROUNDS_IF_SLOW : ROUNDS,
    async () => (await visitors.small.time(smallPath)).ms,
    async () => (await visitors.large.time(path)).ms,
  )
  return { small, large, ms: { small: first, large: second, ratio } }
}

function measuresOf(all: Compared[]): Measure[] {
  const compared = all.filter(({ whole }) => !whole)
  const most = (of: (one: Compared) => number) => Math.max(...compared.map(of))
  const count = (is: (one: Compared) => boolean) => compared.filter(is).length
  return [
    { what: 'addresses compared', value: compared.length },
    {
      what: 'addresses that read more rows than they may',
      value: count(({ large, most: may }) => large.rowsRead > may),
      atMost: 0,
    },
    {
      what: 'most rows read by one, of what it may read',
      value: Math.max(...all.map(({ large, most: may }) => large.rowsRead / may)),
      atMost: 1,
    },
    { what: 'most rows read by one', value: most(({ large }) => large.rowsRead) },
    {
      what: 'most rows against the small account',
      value: most(({ small, large }) => large.rowsRead / Math.max(1, small.rowsRead)),
      atMost: SAME_ROWS,
    },
    {
      what: 'most time against the small account',
      value: most(({ ms }) => ms.ratio.median),
      atMost: 1.3,
    },
    { what: 'longest chain of D1 calls', value: most(({ large }) => large.depth), atMost: 2 },
    { what: 'most D1 calls of one', value: most(({ large }) => large.calls) },
  ]
}

function tableOf(compared: Compared[]): Table {
  return {
    title: 'Rows read, round trips one after another, and time, the most rows first',
    columns: [
      'address',
      'rows small',
      'rows large',
      'rows at most',
      'calls',
      'chain',
      'ms small',
      'ms large',
      'ratio (least–most)',
      'reads most',
    ],
    rows: compared
      .toSorted((a, b) => b.large.rowsRead - a.large.rowsRead)
      .map(({ path, whole, most, small, large, ms }) => [
        `${path}${whole ? ' (all of it)' : ''}`,
        small.rowsRead,
        large.rowsRead,
        most,
        large.calls,
        large.depth,
        ms.small.median.toFixed(1),
        ms.large.median.toFixed(1),
        `${ms.ratio.median.toFixed(2)} (${ms.ratio.least.toFixed(2)}–${ms.ratio.most.toFixed(2)})`,
        large.worst[0]?.slice(0, STATEMENT_CHARACTERS) ?? '',
      ]),
  }
}
