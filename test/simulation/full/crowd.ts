import { expect, it } from 'vitest'
import { waitInCrowd } from '../crowd.ts'
import { CROWD_WAITS_MS } from '../product-facts.ts'
import { prepare } from '../simulate.ts'

const PAIRS = 1_500
const TIMEOUT_MS = 10 * 60_000

it.each([
  { lost: false, boundMs: CROWD_WAITS_MS.sent },
  { lost: true, boundMs: CROWD_WAITS_MS.lost },
])(
  `I17: nobody waits behind ${PAIRS} pairs of another (messages lost: $lost)`,
  async ({ lost, boundMs }) => {
    const waitedMs = await waitInCrowd(await prepare(), { pairs: PAIRS, lost })
    console.log(`waited ${waitedMs / 1_000} s`)
    expect(waitedMs).toBeLessThan(boundMs)
  },
  TIMEOUT_MS,
)
