import * as z from 'zod'
import { rowId, type Size, sizeOf } from './support/account-rows.ts'
import type { Bench, Measure } from './support/bench.ts'
import { bundle } from './support/bundle.ts'
import { openFilled } from './support/open-filled.ts'
import { LARGE } from './support/settings.ts'
import { alternate } from './support/statistics.ts'
import { createVisitor, type Visitor } from './support/visitor.ts'

const ROUNDS = 11
const MOST = 1.2
/** How far in: nine tenths of the list lie before. */
const DEPTH = 0.9

const NEXT = /<a[^>]*href="([^"]+)"[^>]*rel="next"/

type List = {
  kind: 'mockup' | 'asset' | 'quote' | 'product' | 'approval' | 'activity'
  count: (size: Size) => number
  page: string
  api: string
}

const LISTS: List[] = [
  { kind: 'mockup', count: (size) => size.mockups, page: '/mockups', api: '/api/mockups' },
  { kind: 'asset', count: (size) => size.assets, page: '/assets', api: '/api/assets' },
  { kind: 'quote', count: (size) => size.quotes, page: '/quotes', api: '/api/quotes' },
  { kind: 'product', count: (size) => size.products, page: '/products', api: '/api/products' },
  { kind: 'activity', count: (size) => size.mockups, page: '/activity', api: '/api/activity' },
]

/** The page nine tenths into a list against its first one, as its own links lead there. */
export const deepPages: Bench = {
  id: 'B4',
  title: 'a deep page against the first one',
  async run() {
    const hub = await openFilled(await bundle('bench/worker/recorded-hub.ts'), LARGE)
    try {
      const visitor = await createVisitor(hub.url)
      const measures: Measure[] = []
      for (const list of LISTS) {
        const skipped = Math.round(list.count(sizeOf(LARGE)) * DEPTH)
        const cursor = rowId(list.kind, list.count(sizeOf(LARGE)) - skipped)
        const deep = await deepLink(visitor, list.page, { skipped, cursor })
        measures.push(...(await compare(visitor, list.page, deep)))
        measures.push(...(await compare(visitor, list.api, `${list.api}?cursor=${cursor}`)))
      }
      return { measures }
    } finally {
      await hub.close()
    }
  },
}

/** Where the page's own link to the next one would lead, if it led so far. */
async function deepLink(
  visitor: Visitor,
  page: string,
  { skipped, cursor }: { skipped: number; cursor: string },
): Promise<string> {
  const [, escaped] = NEXT.exec(await visitor.html(page)) ?? []
  const next = new URL(z.string().parse(escaped).replaceAll('&amp;', '&'), 'http://hub')
  const name = [...next.searchParams.keys()].find((key) => /offset|cursor|before|after/.test(key))
  if (!name) throw new Error(`${page} leads to ${escaped}, which says nothing of a place`)
  next.searchParams.set(name, name === 'offset' ? String(skipped) : cursor)
  return `${next.pathname}${next.search}`
}

async function compare(visitor: Visitor, first: string, deep: string): Promise<Measure[]> {
  const rows = [await visitor.record(first), await visitor.record(deep)].map(
    ({ rowsRead }) => rowsRead,
  )
  const { ratio } = await alternate(
    ROUNDS,
    async () => (await visitor.time(first)).ms,
    async () => (await visitor.time(deep)).ms,
  )
  const [ofFirst = 1, ofDeep = 0] = rows
  const how = deep.includes('offset=') ? 'offset' : 'cursor'
  return [
    {
      what: `${first} by ${how}: rows`,
      value: ofDeep / ofFirst,
      atMost: MOST,
      note: `${ofDeep} against ${ofFirst}`,
    },
    { what: `${first} by ${how}: time`, value: ratio.median, spread: ratio, atMost: MOST },
  ]
}
