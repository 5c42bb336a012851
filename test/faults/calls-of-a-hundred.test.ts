import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { findPicture } from '../../src/domain/rendering/load-job.ts'
import { parkWork } from '../../src/domain/rendering/park-work.ts'
import { decideApprovals } from '../../src/domain/review/decide-approvals.ts'
import { cancelRun } from '../../src/domain/runs/cancel-run.ts'
import { countCalls } from '../support/faults/count-calls.ts'
import { contextOf, createUser } from '../support/worker/create-user.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

type Seeded = Awaited<ReturnType<typeof seedMockup>>

async function seed(count: number, status: 'completed' | 'pending') {
  const user = await createUser()
  const seeded: Seeded[] = []
  for (let at = 0; at < count; at++) {
    seeded.push(await seedMockup(user, { status, item: status === 'completed' }))
  }
  const { changes, count: countUp } = countCalls()
  return { user, seeded, ctx: contextOf(user, changes), countUp }
}

it('approving a hundred takes no more calls of the database than approving two', async () => {
  const measure = async (count: number) => {
    const { seeded, ctx, countUp } = await seed(count, 'completed')
    const ids = seeded.map(({ itemId }) => itemId)
    const { items, refused } = await decideApprovals(ctx, ids, 'approved')
    expect(items.map((item) => item.status)).toEqual(ids.map(() => 'approved'))
    expect(refused).toEqual([])
    return countUp()
  }
  const [two, hundred] = [await measure(2), await measure(100)]
  expect(hundred.calls).toBe(two.calls)
  expect(hundred.calls).toBeLessThanOrEqual(3)
  // How many are left to review is one row more, of each call. Each is of a run of its own here,
  // whose state changes.
  expect((hundred.rowsRead - two.rowsRead) / 98).toBeLessThanOrEqual(18)
})

it('cancelling a run of a hundred takes no more calls of the database than one of two', async () => {
  const measure = async (count: number) => {
    const { user, seeded, ctx, countUp } = await seed(count, 'pending')
    const runId = seeded[0]?.runId ?? ''
    await env.DB.prepare('UPDATE mockups SET run_id = ? WHERE user_id = ?')
      .bind(runId, user.userId)
      .run()
    await cancelRun(ctx, runId)
    const left = env.DB.prepare(
      "SELECT count(*) AS n FROM mockups WHERE user_id = ? AND failure_code = 'cancelled'",
    )
    expect(await left.bind(user.userId).first('n')).toBe(count)
    return countUp()
  }
  const [two, hundred] = [await measure(2), await measure(100)]
  expect(hundred.calls).toBe(two.calls)
  expect(hundred.calls).toBeLessThanOrEqual(4)
  expect(hundred.rowsRead / 100).toBeLessThanOrEqual(18)
})

it('a refused key parks fifty pictures with no more calls of the database than two', async () => {
  const measure = async (count: number) => {
    const { user, seeded, ctx, countUp } = await seed(count, 'pending')
    const first = await findPicture(user.ctx, seeded[0]?.pictureId ?? '')
    if (!first) throw new Error('the first picture is missing')
    await parkWork(ctx, first, { message: 'The key was refused', status: 401 })
    const parked = env.DB.prepare(
      "SELECT count(*) AS n FROM mockups WHERE user_id = ? AND failure_code = 'parked'",
    )
    expect(await parked.bind(user.userId).first('n')).toBe(count)
    const retries = env.DB.prepare(
      "SELECT count(*) AS n FROM retry_queue WHERE user_id = ? AND status = 'exhausted'",
    )
    expect(await retries.bind(user.userId).first('n')).toBe(count)
    return countUp().calls
  }
  expect(await measure(50)).toBe(await measure(2))
})
