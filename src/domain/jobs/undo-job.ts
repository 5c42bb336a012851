import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { refuseWhen, type Statement } from '../../db/client.ts'
import type { Job } from '../../db/schema/jobs.ts'
import { AppError } from '../../errors.ts'
import { derivedId } from '../../ids.ts'
import { requireScope } from '../accounts/require-scope.ts'
import { findJob, getJob, jobStatement, scopeOfJob } from './job.ts'
import { type JobStarted, writeJob } from './start-job.ts'

/**
 * Undoes a job, by a job of its own: each product is as it was before, unless it was changed since.
 * Undoing again answers the same job.
 * @throws AppError not_found
 * @throws AppError conflict it is running, has changed nothing, or cannot be undone any more
 */
export async function undoJob(ctx: Context, id: string): Promise<JobStarted> {
  const job = await getJob(ctx, id)
  requireScope(ctx.actor, scopeOfJob(job))
  const undoId = await derivedId(id, 'undo')
  const change = { type: job.type }
  const row = { id: undoId, type: 'undo', change, undoes: id, request_hash: id } as const
  if (job.undone_by) return writeJob(ctx, row, [])
  const undone = jobStatement(ctx, job, { kind: 'undone', by: undoId })
  if (!undone || job.changed === 0) throw refusal(job)
  try {
    return await writeJob(ctx, row, [
      undone,
      // Somebody retried it meanwhile, say: then there is more to undo than was seen.
      refuseWhen(ctx.db, sql`changes() = 0`),
      itemsToUndo(ctx, job, undoId),
    ])
  } catch (cause) {
    const now = await findJob(ctx, id)
    if (now?.state === 'running') throw refusal(now)
    throw cause
  }
}

/** What the job has done and changed, in the same order. */
function itemsToUndo(ctx: Context, { id }: Job, undoId: string): Statement {
  return ctx.db.run(sql`
    INSERT INTO job_items (user_id, job_id, n, subject_id, title, state, product_id, updated_at)
    SELECT user_id, ${undoId}, n, product_id, title, 'waiting', product_id,
      ${isoTime(ctx.clock.now())}
    FROM job_items WHERE user_id = ${ctx.userId} AND job_id = ${id} AND state = 'done'
      AND token IS NOT NULL`)
}

function refusal({ state, type, changed }: Job): AppError {
  if (state === 'running') {
    return conflict('This job is running. Cancel it first, or wait until it has ended.')
  }
  if (type === 'undo') return conflict('An undone job is not undone again. Start a new one.')
  if (changed === 0) return conflict('This job has changed nothing, so there is nothing to undo.')
  return conflict('A job can be undone for 90 days, and they are over.')
}

function conflict(why: string): AppError {
  return new AppError('conflict', `${why} Nothing was changed.`)
}
