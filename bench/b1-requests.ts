import type { Bench } from './support/bench.ts'
import { bundle } from './support/bundle.ts'
import { openFilled } from './support/open-filled.ts'
import { requestsASecond } from './support/requests.ts'
import { SMALL } from './support/settings.ts'
import { alternate, type Spread } from './support/statistics.ts'
import { createVisitor } from './support/visitor.ts'

const ROUNDS = 7
const ROUND_MS = 1_500
const WARM_UP_MS = 1_000

/** What the middleware takes of an empty handler's speed, and what a real page leaves of it. */
export const requests: Bench = {
  id: 'B1',
  title: 'requests a second: the middleware, and (B2) the gallery',
  async run() {
    const hub = await openFilled(await bundle('bench/worker/recorded-hub.ts'), SMALL)
    try {
      const visitor = await createVisitor(hub.url, { keepsCopy: true })
      const signedIn = { cookie: visitor.cookie }
      const page = await visitor.html('/mockups')
      await fetch(`${hub.url}/bench/set-page`, { method: 'POST', body: page })
      const rate = (path: string, headers: Record<string, string> = {}) =>
        requestsASecond(`${hub.url}${path}`, headers, ROUND_MS)
      await requestsASecond(`${hub.url}/mockups`, signedIn, WARM_UP_MS)
      const gallery = await alternate(
        ROUNDS,
        () => rate('/bench/page'),
        () => rate('/mockups', signedIn),
      )
      // From here on D1 answers what it has answered before: the middleware alone is measured.
      const replayed = { ...signedIn, 'x-bench-replay': '1' }
      const middleware = await alternate(
        ROUNDS,
        () => rate('/bench/nothing'),
        () => rate('/bench-empty', replayed),
      )
      const measure = (what: string, atLeast: number, of: typeof gallery) => ({
        what,
        value: of.ratio.median,
        spread: of.ratio,
        atLeast,
        note: `${shown(of.second)} against ${shown(of.first)} a second`,
      })
      return {
        measures: [
          measure('B1: all middleware against an empty handler, D1 replayed', 0.6, middleware),
          measure('B2: the gallery with D1 against its bare markup', 0.35, gallery),
        ],
      }
    } finally {
      await hub.close()
    }
  },
}

const shown = ({ median }: Spread) => Math.round(median)
