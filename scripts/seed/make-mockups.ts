import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { DemoArtwork, DemoArtworks } from './add-artworks.ts'
import { demoRuns, REJECTION_REASON } from './demo-plan.ts'
import type { HubClient } from './hub-client.ts'

const TIMEOUT_MS = 180_000
const PAUSE_MS = 500

const mockup = z.object({
  id: z.string(),
  asset_id: z.string(),
  scene: z.string(),
  status: z.string(),
})
const mockups = z.object({ mockups: z.array(mockup) })
const runs = z.object({ runs: z.array(z.object({ status: z.string() })) })
export type DemoMockup = z.infer<typeof mockup>

/** Renders the runs of the story that are not there yet, waits for them, and decides about them. */
export async function makeMockups(hub: HubClient, artworks: DemoArtworks): Promise<DemoMockup[]> {
  const known = await listMockups(hub)
  for (const run of demoRuns) {
    const chosen = run.artworks.flatMap((slug) => artworks.get(slug)?.assetId ?? [])
    const isThere = known.some(({ asset_id }) => chosen.includes(asset_id))
    if (isThere) continue
    const body = { assetIds: chosen, scenes: run.rooms }
    await hub('/api/mockups/generate', z.unknown(), { method: 'POST', body })
  }
  await waitForRuns(hub)
  return decide(hub, artworks)
}

/** The newest hundred: more than the story makes. */
async function listMockups(hub: HubClient): Promise<DemoMockup[]> {
  return (await hub('/api/mockups?limit=100', mockups)).mockups
}

async function waitForRuns(hub: HubClient): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS
  while (Date.now() < deadline) {
    const list = await hub('/api/mockups/runs?limit=20', runs)
    if (list.runs.every(({ status }) => status !== 'running')) return
    await sleep(PAUSE_MS)
  }
  throw new Error('The mockups were not rendered in three minutes')
}

async function decide(hub: HubClient, artworks: DemoArtworks): Promise<DemoMockup[]> {
  const made = await listMockups(hub)
  for (const { decisions } of demoRuns) {
    for (const [slug, byRoom] of Object.entries(decisions)) {
      const artwork = [...artworks].find(([known]) => known === slug)?.[1]
      for (const [room, verb] of Object.entries(byRoom)) {
        await decideOne(hub, find(made, artwork, room), verb)
      }
    }
  }
  return listMockups(hub)
}

async function decideOne(hub: HubClient, one: DemoMockup | undefined, verb: string) {
  if (one?.status !== 'completed') return
  const body = verb === 'reject' ? { reason: REJECTION_REASON } : {}
  await hub(`/api/mockups/${one.id}/${verb}`, z.unknown(), { method: 'POST', body })
}

function find(made: DemoMockup[], artwork: DemoArtwork | undefined, room: string) {
  return made.find(({ asset_id, scene }) => asset_id === artwork?.assetId && scene === room)
}
