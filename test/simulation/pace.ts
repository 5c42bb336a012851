import type { Prepared } from './simulate.ts'
import { createWorld, HOUR_MS, type World } from './world.ts'

const SEED = 23
const PAIRS = 100
const PAIRS_OF_ONE_REQUEST = 12
const LANES = 5
/** What the limiter lets through: so many at once, and so many a minute. */
const [BURST, A_MINUTE] = [20, 276]
const STEP_MS = 100
/** All is asked for by then, and nothing is done. */
const ASKED_BY_MS = 5_000

type Pace = { tookMs: number; boundMs: number; busyMs: number }

/**
 * A hundred renders of one user, where nothing goes wrong: what they take, and what five lanes a
 * consumer could do, or the limiter. Time is the world's own: no other work on the machine counts.
 */
export async function runHundred(
  prepared: Prepared,
  { consumers, renderMs }: { consumers: number; renderMs: [least: number, most: number] },
): Promise<Pace> {
  const world = createWorld({
    seed: SEED,
    ...prepared,
    userCount: 1,
    troubles: { kinds: [], severity: 1 },
    firstRenderMs: HOUR_MS,
    consumers,
    renderMs,
  })
  try {
    const beganMs = world.scheduler.now()
    ask(world)
    let tookMs = 0
    while (tookMs < HOUR_MS && (tookMs < ASKED_BY_MS || world.watch.openSince().size > 0)) {
      await world.scheduler.runUntil(world.scheduler.now() + STEP_MS)
      tookMs = world.scheduler.now() - beganMs
    }
    const busyMs = world.vendor.busyMs()
    const rateMs = ((world.vendor.calls.length - BURST) / A_MINUTE) * 60_000
    return { tookMs, boundMs: Math.max(busyMs / LANES / consumers, rateMs), busyMs }
  } finally {
    world.close()
  }
}

function ask(world: World): void {
  const [user] = world.users
  if (!user) throw new Error('the run needs a user')
  for (let asked = 0; asked < PAIRS; asked += PAIRS_OF_ONE_REQUEST) {
    const workId = `01a2ce87-0000-7000-8000-${String(asked).padStart(12, '0')}`
    const { assetIds, scenes } = user
    const input = { workId, assetIds, scenes, regenerate: true, skipApproval: true }
    world.invoke({ name: 'generate', kind: 'person', userId: user.id }, () =>
      world.verbs.generate(world.contextOf(user, 'person'), input),
    )
  }
}
