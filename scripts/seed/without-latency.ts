import { SANDBOX_VENDOR_KEY } from '../local/dev-vars.ts'

const TIMEOUT_MS = 5_000
const USUAL_LATENCY = { min_ms: 300, max_ms: 1500 }
const NO_LATENCY = { min_ms: 0, max_ms: 0 }

/** Lets the sandbox answer renders at once while the work lasts: nobody is watching yet. */
export async function withoutLatency(sandboxUrl: string, work: () => Promise<void>): Promise<void> {
  await setLatency(sandboxUrl, NO_LATENCY)
  try {
    await work()
  } finally {
    await setLatency(sandboxUrl, USUAL_LATENCY)
  }
}

async function setLatency(sandboxUrl: string, latency: typeof USUAL_LATENCY): Promise<void> {
  await fetch(`${sandboxUrl}/__sandbox/dynamic-mockups/latency`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: SANDBOX_VENDOR_KEY, ...latency }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
}
