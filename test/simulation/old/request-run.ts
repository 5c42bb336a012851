import { attemptId } from '../../../src/domain/mockups/attempt-id.ts'
import type { ReservedItem } from '../../../src/ledger/types.ts'
import type { Row } from './database.ts'
import { ledgerOf } from './ledger-client.ts'
import type { Task } from './scheduler.ts'
import type { World } from './world.ts'

export type Request = { runId: string; mockups: { id: string; pictureKey: string }[] }

/** A request for renders: hold the credits, write the run, confirm, send; 202 only when written. */
export async function requestRun(world: World, task: Task, request: Request): Promise<void> {
  const { database, queue } = world
  const { runId, mockups } = request
  const known = await task.step('d1', `find ${runId}`, () => database.runs.has(runId))
  if (known) return
  const stored = await task.step('d1', 'find pictures', () => findPictures(world, request))
  const ledger = ledgerOf(world, task)
  const items = mockups
    .filter((mockup) => !stored.has(mockup.id))
    .map(({ id, pictureKey }) => ({
      attemptId: attemptId({ id, attempt: 1 }),
      mockupId: id,
      pictureKey,
      operation: 'generation' as const,
    }))
  const reservation = await ledger.reserveMany(runId, items)
  if (reservation.result !== 'reserved') return
  const rows = planRows(world, request, stored, reservation.items)
  try {
    await task.step('d1', `insert ${runId}`, () =>
      database.insertRun({ id: runId, cancelled: false }, rows),
    )
  } catch (cause) {
    const written = await task.step('d1', `find ${runId}`, () => database.runs.has(runId))
    if (!written) {
      await ledger.releaseGroup(runId, 'Not written')
      throw cause
    }
  }
  await ledger.confirm(runId)
  const paying = rows.filter((row) => row.status === 'pending' && row.leaderId === undefined)
  try {
    await task.step('queue', `send ${runId}`, () => {
      for (const { id } of paying) queue.send({ mockupId: id, attempt: 1 })
    })
  } catch {
    // The run is accepted: the sweep sends it.
  }
}

function findPictures({ database }: World, { mockups }: Request): Map<string, Row> {
  const completed = [...database.rows.values()].filter((row) => row.pictureOf !== undefined)
  return new Map(
    mockups.flatMap(({ id, pictureKey }) => {
      const row = completed.find((each) => each.pictureKey === pictureKey)
      return row ? [[id, { ...row }]] : []
    }),
  )
}

function planRows(
  { scheduler }: World,
  { runId, mockups }: Request,
  stored: Map<string, Row>,
  items: ReservedItem[],
): Row[] {
  return mockups.map(({ id, pictureKey }) => {
    const shown = stored.get(id)
    const answer = items.find((item) => item.attemptId === attemptId({ id, attempt: 1 }))
    return {
      id,
      attempt: 1,
      runId,
      pictureKey,
      status: shown ? 'completed' : 'pending',
      failure: undefined,
      updatedAtMs: scheduler.now(),
      nextAttemptAtMs: undefined,
      leaderId: answer && answer.result !== 'reserved' ? answer.mockupId : shown?.id,
      pictureOf: shown?.pictureOf,
    }
  })
}
