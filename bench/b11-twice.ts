import type { Bench } from './support/bench.ts'
import { bundle } from './support/bundle.ts'
import { type Rendered, renderHundred } from './support/render-hundred.ts'
import { RUNS } from './support/settings.ts'
import { spreadOf } from './support/statistics.ts'

/** A queue that delivers everything twice against one that does not. */
export const twice: Bench = {
  id: 'B11',
  title: 'every message twice against once',
  async run() {
    const hub = await bundle('bench/worker/recorded-hub.ts')
    const pairs: { once: Rendered; twice: Rendered }[] = []
    for (let n = 0; n < RUNS; n++) {
      pairs.push({
        once: await renderHundred(hub),
        twice: await renderHundred(hub, { isTwice: true }),
      })
    }
    const ratio = (what: string, atMost: number, of: (run: Rendered) => number) => {
      const spread = spreadOf(pairs.map(({ once, twice }) => of(twice) / of(once)))
      return { what, value: spread.median, spread, atMost }
    }
    return {
      measures: [
        ratio('calls at the vendor', 1, ({ vendorCalls }) => vendorCalls),
        ratio(
          'rows written in D1 and objects',
          1.1,
          ({ d1, objects }) => d1.rowsWritten + objects.written,
        ),
        ratio('CPU of the runtime', 1.1, ({ cpuMs }) => cpuMs),
      ],
    }
  },
}
