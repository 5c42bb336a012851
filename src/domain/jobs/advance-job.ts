import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { chunksOf } from '../../chunks.ts'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { breaksRule, isAnyOf, isGuardFailure, type Statement, writeAll } from '../../db/client.ts'
import { type Job, type JobItem, jobItems } from '../../db/schema/jobs.ts'
import { newId } from '../../ids.ts'
import { applyJobEvent, findJob, jobStatement, sendJob } from './job.ts'
import type { AskedItem, Outcome, Works, Write } from './work.ts'

/** Products that are read, and written in one batch, at once. */
const ITEMS_AT_ONCE = 25
/** Of one message: D1 counts statements, a thousand an invocation. */
const ITEMS_A_MESSAGE = 100
const MESSAGE_MS = 20_000
/** How often something is worked out again that was changed meanwhile. */
const TRIES = 3

const CHANGED_MEANWHILE =
  'It was being changed at the same time, or something that it needs was deleted. Nothing was changed here. Retry it.'

/**
 * Works on what waits of a job, for so long, and asks the queue to go on with the rest. Safe to run
 * any number of times, also at once, and to be stopped anywhere: an item becomes done in the batch
 * that changes its product. Returns how many items it has seen.
 */
export async function advanceJob(ctx: Context, jobId: string, works: Works): Promise<number> {
  const job = await findJob(ctx, jobId)
  if (job?.state !== 'running') return 0
  const own: Context = { ...ctx, actor: job.created_by }
  const untilMs = ctx.clock.now() + MESSAGE_MS
  let seen = 0
  while (seen < ITEMS_A_MESSAGE && ctx.clock.now() < untilMs) {
    const items = await readWaiting(own, jobId)
    if (items.length === 0) {
      await applyJobEvent(own, job, { kind: 'ended' })
      return seen
    }
    await workOn(own, job, items, works)
    seen += items.length
  }
  await sendJob(own, jobId)
  return seen
}

async function workOn(
  ctx: Context,
  job: Job,
  items: readonly JobItem[],
  works: Works,
): Promise<void> {
  let open = items
  for (let tries = 1; open.length > 0; tries += 1) {
    if (tries > 1) open = await readStillWaiting(ctx, job.id, open)
    if (tries > TRIES) return failItems(ctx, job, open, CHANGED_MEANWHILE)
    open = await tryItems(ctx, job, open, works)
  }
}

/** Returns those that were changed meanwhile, or refer to something that has gone. */
async function tryItems(
  ctx: Context,
  job: Job,
  items: readonly JobItem[],
  works: Works,
): Promise<readonly JobItem[]> {
  const outcomes = await works.plan(ctx, job, items)
  const planned = items.flatMap((item, index) => {
    const outcome = outcomes[index]
    return outcome ? [{ item, outcome }] : []
  })
  try {
    return await write(ctx, job, planned, works)
  } catch (cause) {
    if (!isRefusal(cause)) throw cause
    // One of them is refused by the tables, and all were: each has a batch of its own now.
    const missed = await Promise.all(
      chunksOf(planned, 1).map((one) =>
        write(ctx, job, one, works).catch((refused: unknown) => {
          if (!isRefusal(refused)) throw refused
          return one.map(({ item }) => item)
        }),
      ),
    )
    return missed.flat()
  }
}

type Planned = { item: JobItem; outcome: Outcome }

/** One batch; returns those whose product is no longer what it was worked out for. */
async function write(
  ctx: Context,
  job: Job,
  planned: readonly Planned[],
  works: Works,
): Promise<readonly JobItem[]> {
  const writes = planned.flatMap(({ item, outcome }) =>
    outcome.kind === 'write' ? [{ item, outcome, token: newId() }] : [],
  )
  const moved = jobStatement(ctx, job, { kind: 'moved' })
  const statements: Statement[] = [
    ...(moved ? [moved] : []),
    endItems(
      ctx,
      job,
      planned.flatMap(({ item, outcome }) => endOf(item, outcome)),
    ),
  ]
  const places: number[] = []
  for (const { item, outcome, token } of writes) {
    places.push(statements.length)
    const isTaken = isTakenBy(ctx, job, item, token)
    statements.push(takeItem(ctx, job, item, outcome, token))
    statements.push(...(await outcome.statements(isTaken)))
  }
  const results = await writeAll(ctx.db, statements)
  const isHit = (index: number) => {
    const rows = results[places[index] ?? -1]
    return Array.isArray(rows) && rows.length > 0
  }
  await works.follow(
    ctx,
    writes.filter((_, index) => isHit(index)).map(({ outcome }) => outcome),
  )
  return writes.filter((_, index) => !isHit(index)).map(({ item }) => item)
}

type ItemEnd = { n: number; state: 'done' | 'failed'; error: string | null }

function endOf({ n }: AskedItem, outcome: Outcome): ItemEnd[] {
  switch (outcome.kind) {
    case 'write':
      return []
    case 'same':
      return [{ n, state: 'done', error: null }]
    case 'refused':
      return [{ n, state: 'failed', error: outcome.reason }]
  }
}

/** What of these still waits is done, with nothing to change, or has failed. */
function endItems(ctx: Context, { id }: Pick<Job, 'id'>, ends: readonly ItemEnd[]): Statement {
  return ctx.db.run(sql`
    UPDATE job_items SET state = asked.value ->> 'state', error = asked.value ->> 'error',
      updated_at = ${isoTime(ctx.clock.now())}
    FROM json_each(${JSON.stringify(ends)}) AS asked
    WHERE job_items.user_id = ${ctx.userId} AND job_items.job_id = ${id}
      AND job_items.n = asked.value ->> 'n' AND job_items.state = 'waiting'`)
}

/**
 * Fails what of these items waits, with a reason that says what to do.
 */
export async function failItems(
  ctx: Context,
  job: Pick<Job, 'id'>,
  items: readonly Pick<JobItem, 'n'>[],
  error: string,
): Promise<void> {
  const ends = items.map(({ n }) => ({ n, state: 'failed' as const, error }))
  await writeAll(ctx.db, [endItems(ctx, job, ends)])
}

/** The item becomes done, once, and only while what it was worked out for still holds. */
function takeItem(
  ctx: Context,
  job: Pick<Job, 'id'>,
  { n }: AskedItem,
  { productId, before, versionAfter, asLongAs, task }: Write,
  token: string,
): Statement {
  return ctx.db
    .update(jobItems)
    .set({
      state: 'done',
      error: null,
      token,
      product_id: productId,
      before,
      version_after: versionAfter,
      task_id: task?.taskId ?? null,
      arrival: null,
      arrival_error: null,
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(and(isItem(ctx, job.id, n), eq(jobItems.state, 'waiting'), asLongAs))
    .returning({ n: jobItems.n })
}

function isTakenBy(ctx: Context, { id }: Pick<Job, 'id'>, { n }: AskedItem, token: string): SQL {
  return sql`EXISTS (SELECT 1 FROM job_items AS taken WHERE taken.user_id = ${ctx.userId}
    AND taken.job_id = ${id} AND taken.n = ${n} AND taken.token = ${token})`
}

function isItem(ctx: Context, jobId: string, n: number): SQL | undefined {
  return and(eq(jobItems.user_id, ctx.userId), eq(jobItems.job_id, jobId), eq(jobItems.n, n))
}

async function readWaiting(ctx: Context, jobId: string): Promise<JobItem[]> {
  return ctx.db
    .select()
    .from(jobItems)
    .where(
      and(
        eq(jobItems.user_id, ctx.userId),
        eq(jobItems.job_id, jobId),
        sql`${jobItems.state} = 'waiting'`,
      ),
    )
    .orderBy(asc(jobItems.n))
    .limit(ITEMS_AT_ONCE)
}

async function readStillWaiting(
  ctx: Context,
  jobId: string,
  items: readonly JobItem[],
): Promise<JobItem[]> {
  const list = sql`${JSON.stringify(items.map(({ n }) => n))}`
  const rows = await ctx.db
    .select()
    .from(jobItems)
    .where(isAnyOf([jobItems.user_id, jobItems.job_id, jobItems.n], [ctx.userId, jobId], list))
  return rows.filter(({ state }) => state === 'waiting')
}

/** A guard, or a rule of the tables: something that it refers to has gone, or it was done before. */
function isRefusal(cause: unknown): boolean {
  return isGuardFailure(cause) || breaksRule(cause)
}
