import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { makeArtworks } from '../../scripts/drills/make-artworks.ts'
import type { EmptyHub } from './open-empty.ts'

export const PICTURES = 100
const ARTWORKS = 20
const SCENES = ['bedroom', 'therapy_office', 'living_room', 'reading_nook', 'home_office']
const POLL_MS = 50
const TIMEOUT_MS = 10 * 60_000

const started = z.object({ taskId: z.string() })

/** Artwork for a hundred pictures. */
export function makeHundred(hub: EmptyHub): Promise<string[]> {
  return makeArtworks(hub.client, ARTWORKS)
}

/** Asks for twenty artworks in five rooms; the rows are written when it returns. */
export async function askForHundred(hub: EmptyHub, assetIds: string[]): Promise<string> {
  const body = { assetIds, scenes: SCENES }
  return (await hub.client('/api/mockups/generate', started, { method: 'POST', body })).taskId
}

/** Waits until no picture is on its way. Throws where not all are stored in ten minutes. */
export async function untilRendered(hub: EmptyHub, pictures = PICTURES): Promise<void> {
  const deadline = performance.now() + TIMEOUT_MS
  const query = hub.database.prepare(
    `SELECT sum(state = 'stored') AS stored, sum(state IN ('failed', 'lost', 'suspect')) AS failed
     FROM pictures`,
  )
  while (performance.now() < deadline) {
    const row = await query.first<{ stored: number; failed: number }>()
    if (row && row.failed > 0) throw new Error(`${row.failed} renders have failed`)
    if (row && row.stored >= pictures) return
    await sleep(POLL_MS)
  }
  throw new Error('The renders did not end in ten minutes')
}

/**
 * The least time in which so many lanes could do this work, begun in this order: each call goes to
 * the lane that is free first. `startsMs` is the earliest that each may begin.
 */
export function boundMs(
  calls: readonly number[],
  lanes: number,
  startsMs: (n: number) => number = () => 0,
): number {
  const free = Array.from({ length: lanes }, () => 0)
  for (const [n, lastsMs] of calls.entries()) {
    const first = free.indexOf(Math.min(...free))
    free[first] = Math.max(free[first] ?? 0, startsMs(n)) + lastsMs
  }
  return Math.max(...free)
}
