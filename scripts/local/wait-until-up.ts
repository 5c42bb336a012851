import { setTimeout as sleep } from 'node:timers/promises'
import type { Running } from './launch.ts'

const TIMEOUT_MS = 90_000
const PAUSE_MS = 150
const CALL_TIMEOUT_MS = 5_000

/** Waits for a program to answer. Throws with its last lines when it ends, or never answers. */
export async function waitUntilUp(running: Running, url: string): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS
  while (Date.now() < deadline && !running.hasEnded()) {
    if (await answers(url)) return
    await sleep(PAUSE_MS)
  }
  const what = running.hasEnded() ? 'ended before it answered' : 'did not answer in 90 seconds'
  throw new Error(`The ${running.name} ${what}. It said:\n\n${running.lastLines().join('\n')}`)
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(CALL_TIMEOUT_MS) })).ok
  } catch {
    return false
  }
}
