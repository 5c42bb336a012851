import type { Prepared } from './simulate.ts'
import { createWorld, HOUR_MS, MINUTE_MS, type User, type World } from './world.ts'

const SEED = 17
const PAIRS_OF_ONE_REQUEST = 12

/**
 * One user asks for very much, then another for one picture; nothing goes wrong but, where told so,
 * the loss of every message. Answers after how many milliseconds the other's render began.
 */
export async function waitInCrowd(
  prepared: Prepared,
  { pairs, lost }: { pairs: number; lost: boolean },
): Promise<number> {
  const options = {
    seed: SEED,
    ...prepared,
    userCount: 2,
    troubles: { kinds: [], severity: 1 },
    firstRenderMs: HOUR_MS,
  }
  const world = createWorld(options)
  try {
    const [many, one] = world.users
    if (!many || !one) throw new Error('the crowd needs two users')
    for (const queue of world.queues) queue.lose(lost)
    for (let asked = 0; asked < pairs; asked += PAIRS_OF_ONE_REQUEST) {
      ask(world, many, many.assetIds, many.scenes, asked)
    }
    await world.scheduler.runUntil(world.scheduler.now() + 5_000)
    const askedMs = world.scheduler.now()
    const waiting = world.watch.openSince().size
    if (waiting < pairs / 2) throw new Error(`only ${waiting} of ${pairs} pairs wait`)
    ask(world, one, one.assetIds.slice(0, 1), one.scenes.slice(0, 1), pairs)
    await world.scheduler.runUntil(askedMs + 5_000)
    for (const queue of world.queues) queue.lose(false)
    return (await firstCall(world, one)) - askedMs
  } finally {
    world.close()
  }
}

function ask(world: World, user: User, assetIds: string[], scenes: string[], number: number): void {
  const work = `01a2ce87-0000-7000-8000-${String(number).padStart(12, '0')}`
  const input = { workId: work, assetIds, scenes, regenerate: true, skipApproval: true }
  world.invoke({ name: 'generate', kind: 'person', userId: user.id }, () =>
    world.verbs.generate(world.contextOf(user, 'person'), input),
  )
}

/** When the user's first render was asked for, with a cron each minute. */
async function firstCall(world: World, user: User): Promise<number> {
  for (let minute = 0; minute < HOUR_MS / MINUTE_MS; minute++) {
    world.cron('* * * * *')
    await world.scheduler.runUntil(world.scheduler.now() + MINUTE_MS)
    const call = world.vendor.calls.find(({ key }) => key === user.vendorKey)
    if (call) return call.atMs
  }
  return Number.POSITIVE_INFINITY
}
