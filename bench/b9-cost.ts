import type { Bench, Measure } from './support/bench.ts'
import { bundle } from './support/bundle.ts'
import { PICTURES } from './support/hundred.ts'
import { DOLLARS, PRICES_DATE } from './support/prices.ts'
import { type Rendered, renderHundred } from './support/render-hundred.ts'

const THOUSAND = 1_000
const QUEUE_OPERATIONS = 3
const OBJECTS = 2
const OBJECT_GB = 0.128

/** What a finished mockup costs on the platform, from the request to the ledger's report. */
export const cost: Bench = {
  id: 'B9',
  title: 'rows, calls and dollars of finished mockups',
  async run() {
    const rendered = await renderHundred(await bundle('bench/worker/recorded-hub.ts'))
    const items = dollarsOf(rendered)
    const total = items.reduce((sum, [, , dollars]) => sum + dollars, 0)
    const images = (rendered.counts.images ?? 0) / PICTURES
    const note = `prices of ${PRICES_DATE}`
    return {
      measures: [
        ...rowsOf(rendered),
        { what: `${THOUSAND} finished mockups`, value: total, unit: ' $', atMost: 0.06, note },
        {
          what: `thumbnails of ${THOUSAND} mockups at Cloudflare Images, beyond 5,000 a month`,
          value: images * THOUSAND * DOLLARS.imageTransformation,
          unit: ' $',
          note,
        },
      ],
      tables: [
        {
          title: `What ${THOUSAND} finished mockups cost`,
          columns: ['what', 'a mockup', 'dollars a thousand'],
          rows: items.map(([what, each, dollars]) => [
            what,
            Number(each.toPrecision(3)),
            Number(dollars.toPrecision(3)),
          ]),
        },
      ],
    }
  },
}

function rowsOf({ d1, objects }: Rendered): Measure[] {
  const each = (count: number) => count / PICTURES
  return [
    { what: 'rows written in D1 a mockup', value: each(d1.rowsWritten), atMost: 32 },
    { what: 'rows written in objects a mockup', value: each(objects.written), atMost: 12 },
    {
      what: 'rows written a mockup',
      value: each(d1.rowsWritten + objects.written),
      atMost: 44,
    },
    { what: 'rows read in D1 a mockup', value: each(d1.rowsRead) },
    { what: 'D1 calls a mockup', value: each(d1.calls) },
  ]
}

/** What, how many a mockup, and the dollars of a thousand mockups. */
function dollarsOf({ d1, objects, counts, cpuMs, tookMs }: Rendered) {
  const item = (what: string, count: number, dollars: number) => {
    const each = count / PICTURES
    return [what, each, each * THOUSAND * dollars] as const
  }
  const objectSeconds = (tookMs / THOUSAND) * OBJECTS * OBJECT_GB
  return [
    item('D1 rows written', d1.rowsWritten, DOLLARS.d1RowWritten),
    item('D1 rows read', d1.rowsRead, DOLLARS.d1RowRead),
    item('object rows written', objects.written, DOLLARS.objectRowWritten),
    item('object rows read', objects.read, DOLLARS.objectRowRead),
    item('object requests', counts.object_requests ?? 0, DOLLARS.objectRequest),
    item('object GB-seconds', objectSeconds, DOLLARS.objectGbSecond),
    item('queue operations', QUEUE_OPERATIONS * PICTURES, DOLLARS.queueOperation),
    item('R2 writes', counts.r2_class_a ?? 0, DOLLARS.r2ClassA),
    item('R2 reads', counts.r2_class_b ?? 0, DOLLARS.r2ClassB),
    item('requests', counts.batches ?? 0, DOLLARS.workerRequest),
    // Of the whole local runtime, the database in it: more than is billed.
    item('CPU milliseconds', cpuMs, DOLLARS.cpuMs),
  ]
}
