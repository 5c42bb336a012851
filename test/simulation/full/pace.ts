import { expect, test } from 'vitest'
import { runHundred } from '../pace.ts'
import { prepare } from '../simulate.ts'

const CASES: [consumers: number, renderMs: [number, number]][] = [
  [1, [300, 1_500]],
  [1, [1_000, 10_000]],
  [20, [300, 1_500]],
  [20, [1_000, 10_000]],
]

test.each(CASES)('%i consumers, %j', { timeout: 600_000 }, async (consumers, renderMs) => {
  const { tookMs, boundMs, busyMs } = await runHundred(await prepare(), { consumers, renderMs })
  const [took, bound] = [tookMs, boundMs].map((ms) => (ms / 1_000).toFixed(1))
  console.log(
    `${consumers} × ${renderMs}: ${took} s, bound ${bound} s, ratio ${(tookMs / boundMs).toFixed(2)}, in flight ${(busyMs / tookMs).toFixed(1)}`,
  )
  expect(tookMs).toBeLessThan(boundMs * 3)
})
