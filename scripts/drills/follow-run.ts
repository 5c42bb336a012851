import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { HubClient } from '../seed/hub-client.ts'

const POLL_MS = 500
const TIMEOUT_MS = 10 * 60_000

const SCENES = ['bedroom', 'therapy_office', 'living_room', 'reading_nook', 'home_office']

const started = z.object({ taskId: z.string(), mockupsQueued: z.number() })
const runState = z.object({
  status: z.enum(['running', 'done', 'cancelled']),
  counts: z.record(z.string(), z.number()),
  generated: z.number(),
  failed: z.number(),
  results: z.array(
    z.object({
      mockupId: z.string(),
      status: z.string(),
      error: z.string().optional(),
      failure_code: z.string().nullish(),
    }),
  ),
})
export type RunState = z.infer<typeof runState>

/** Asks for every artwork in every room. */
export async function startRun(hub: HubClient, assetIds: string[]): Promise<string> {
  const body = { assetIds, scenes: SCENES }
  const { taskId } = await hub('/api/mockups/generate', started, { method: 'POST', body })
  return taskId
}

export function readRun(hub: HubClient, taskId: string): Promise<RunState> {
  return hub(`/api/mockups/runs/${taskId}`, runState)
}

/** Waits until `enough` says so; at most ten minutes. A hub that is away is asked again. */
export async function followRun(
  hub: HubClient,
  taskId: string,
  enough: (state: RunState) => boolean = (state) => state.status !== 'running',
): Promise<RunState> {
  const deadline = Date.now() + TIMEOUT_MS
  let last: unknown
  while (Date.now() < deadline) {
    try {
      const state = await readRun(hub, taskId)
      if (enough(state)) return state
    } catch (cause) {
      last = cause
    }
    await sleep(POLL_MS)
  }
  throw new Error(`The run ${taskId} did not get there in ten minutes`, { cause: last })
}
