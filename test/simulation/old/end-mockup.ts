import { followerFailure } from '../../../src/domain/rendering/follower-failure.ts'
import type { Failure } from '../../../src/domain/rendering/render-one.ts'
import type { Row } from './database.ts'
import type { Task } from './scheduler.ts'
import type { World } from './world.ts'

/** Ends a mockup as failed, in one batch; its followers end with it. */
export async function failMockup(
  world: World,
  task: Task,
  row: Row,
  failure: Failure,
): Promise<void> {
  const label = `${row.id} failed: ${failure.code}, again ${failure.retry}`
  const hit = await task.step('d1', label, () => world.database.fail(row, failure))
  if (hit) await settleFollowers(world, task, row.id)
}

/** Records a finished mockup, in one batch; its followers end with it. */
export async function recordMockup(world: World, task: Task, row: Row): Promise<void> {
  await task.step('r2', `read ${row.id}`, () => {
    if (!world.pictures.has(row.id)) throw new Error(`no picture is stored at ${row.id}`)
  })
  await recordPicture(world, task, row, row.id)
}

async function recordPicture(world: World, task: Task, row: Row, of: string): Promise<void> {
  const hit = await task.step('d1', `${row.id} completed`, () => world.database.record(row, of))
  if (hit) await settleFollowers(world, task, row.id)
}

async function settleFollowers(world: World, task: Task, leaderId: string): Promise<void> {
  const followers = await task.step('d1', `followers of ${leaderId}`, () =>
    [...world.database.rows.values()]
      .filter((row) => row.leaderId === leaderId && row.status === 'pending')
      .map((row) => row.id),
  )
  for (const id of followers) await settleFollower(world, task, id)
}

/** Ends one follower as its leader has ended; leaves it alone while the leader is at work. */
export async function settleFollower(world: World, task: Task, id: string): Promise<void> {
  const { database } = world
  const found = await task.step('d1', `load ${id} and its leader`, () => {
    const row = database.load(id)
    return { row, leader: row?.leaderId ? database.load(row.leaderId) : undefined }
  })
  const { row, leader } = found
  if (!row?.leaderId || (leader && database.isOpen(leader))) return
  if (leader?.pictureOf) return recordPicture(world, task, row, leader.pictureOf)
  const ended = leader && { failure_code: leader.failure ?? null, error_message: null }
  await failMockup(world, task, row, followerFailure(ended))
}
