import type { RenderAnswer } from '../../../src/integrations/dynamic-mockups/create-render.ts'
import type { Download } from '../../../src/integrations/dynamic-mockups/download-result.ts'
import type { ProbeAnswer } from '../../../src/integrations/dynamic-mockups/probe.ts'
import type { Chaos } from './chaos.ts'
import type { Random } from './random.ts'
import type { Scheduler, Task } from './scheduler.ts'

export const CALL_TIMEOUT_MS = 10_000
const LINK_LIFE_MS = 24 * 60 * 60_000
const TROUBLES = [
  'slow',
  'slow and charged late',
  'reset after charging',
  'reset before charging',
  '500',
  '502',
  '429',
  '400',
  'no link',
] as const

type Trouble = (typeof TROUBLES)[number]
type Link = { mockupId: string; expiresAtMs: number; dead: boolean; fails: number }
export type Vendor = ReturnType<typeof createVendor>

/** The vendor: charges a credit for a picture, answers or not, and keeps the result for a day. */
export function createVendor(scheduler: Scheduler, random: Random, chaos: Chaos) {
  const calls = new Map<string, number>()
  const charges = new Map<string, number>()
  const links = new Map<string, Link>()
  const share = random.pick([0.05, 0.3, 0.5])
  const closedFromMs = scheduler.now() + random.between(0, 10 * 60_000)
  const closedUntilMs = closedFromMs + random.between(0, 3 * 60_000)

  /** For a while the key is refused, in some worlds. */
  const denies = () => {
    const now = scheduler.now()
    return now >= closedFromMs && now < closedUntilMs && chaos.chance(0.7)
  }

  function charge(mockupId: string): void {
    charges.set(mockupId, (charges.get(mockupId) ?? 0) + 1)
  }

  function render(mockupId: string): RenderAnswer {
    charge(mockupId)
    const exportUrl = `https://vendor.example/results/${links.size + 1}`
    const expiresAtMs = scheduler.now() + LINK_LIFE_MS
    const dead = chaos.chance(0.03)
    const fails = chaos.chance(0.2) ? random.between(1, 3) : 0
    links.set(exportUrl, { mockupId, expiresAtMs, dead, fails })
    return { kind: 'rendered', exportUrl, label: mockupId }
  }

  function answer(mockupId: string, trouble: Trouble | undefined): RenderAnswer {
    calls.set(mockupId, (calls.get(mockupId) ?? 0) + 1)
    if (denies()) return { kind: 'denied', status: 401, message: 'Unauthenticated.' }
    const silence = (message: string): RenderAnswer => ({
      kind: 'unknown',
      answered: false,
      message,
    })
    switch (trouble) {
      case undefined:
        return render(mockupId)
      case 'slow':
        if (random.chance(0.5)) charge(mockupId)
        return silence('Render timed out')
      case 'slow and charged late':
        scheduler.at(scheduler.now() + random.between(1, 120_000), () => charge(mockupId))
        return silence('Render timed out')
      case 'reset after charging':
        charge(mockupId)
        return silence('Render failed: no answer')
      case 'reset before charging':
        return silence('Render failed: no answer')
      case '500':
        return { kind: 'free', tryAgain: true, status: 500, message: 'Server Error' }
      case '502':
        if (random.chance(0.5)) charge(mockupId)
        return silence('Render failed: HTTP 502')
      case '429': {
        const retryAfterMs = random.pick([undefined, 1_000, 20_000])
        return { kind: 'rate_limited', retryAfterMs }
      }
      case '400':
        return { kind: 'free', tryAgain: false, status: 400, message: 'Bad Request' }
      case 'no link':
        charge(mockupId)
        return { kind: 'unknown', answered: true, message: 'No result URL in render response' }
    }
  }

  function download(mockupId: string, url: string): Download {
    const link = links.get(url)
    if (!link || link.dead || link.expiresAtMs <= scheduler.now()) {
      return { kind: 'gone', message: 'The result link answered HTTP 404' }
    }
    if (link.fails-- > 0) return { kind: 'failed', message: 'The result link answered HTTP 503' }
    return { kind: 'bytes', bytes: new TextEncoder().encode(link.mockupId || mockupId) }
  }

  return {
    calls,
    charges,
    /** The paid call, as the caller's timeout lets it be seen. */
    call(task: Task, mockupId: string): Promise<RenderAnswer> {
      const trouble = chaos.chance(share) ? random.pick(TROUBLES) : undefined
      const slow = trouble === 'slow' || trouble === 'slow and charged late'
      const takesMs = slow ? CALL_TIMEOUT_MS : random.between(500, 9_000)
      const label = `render ${mockupId}${trouble ? ` (${trouble})` : ''}`
      return task.step('vendor', label, () => answer(mockupId, trouble), takesMs)
    },
    probe: (task: Task): Promise<ProbeAnswer> =>
      task.step('vendor', 'probe', () => (chaos.chance(0.1) ? 'unreachable' : 'answered')),
    download: (task: Task, mockupId: string, url: string): Promise<Download> =>
      task.step('vendor', `download ${mockupId}`, () => download(mockupId, url), 500),
  }
}
