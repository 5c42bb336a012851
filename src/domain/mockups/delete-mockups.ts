import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import { chunksOf } from '../../chunks.ts'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { isAnyOf, isGuardFailure, refuseWhen, type Statement, writeAll } from '../../db/client.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { moveItemsOff } from '../approvals/item.ts'
import { dropUnwanted, UNWANTED_NOTE } from '../pictures/drop-unwanted.ts'
import { mockupsByIds, NOBODY_WANTS_RETRY, recordEach } from '../pictures/mockup-status.ts'
import { markUnused, stopDeferring } from '../pictures/picture.ts'
import { attemptIdOf } from '../pictures/recipe.ts'
import { discardRetries } from '../retries/queue.ts'
import { getMockup } from './get-mockup.ts'

const UNDECIDED =
  'This has an unconfirmed charge. Nothing was deleted. Decide it under Problems first.'
const RENDERING =
  'A mockup of this is rendering right now. Nothing was deleted. Try again in a minute.'

/**
 * Deletes a mockup. A finished one can be restored for thirty days; the picture's file goes once
 * nothing shows it any more. A held credit is released, a spent one stays spent.
 * @throws AppError not_found
 * @throws AppError conflict while it is the last mockup of a picture that renders or is in doubt
 */
export async function deleteMockup(ctx: Context, id: string): Promise<void> {
  await getMockup(ctx, id)
  await discardMockups(ctx, [id])
}

/**
 * Deletes those of these mockups that have ended, at most 200, as `deleteMockup` does; those on
 * their way, in doubt or deleted before are skipped. A dry run only counts.
 * @throws AppError conflict where one of them is rendered again at this moment
 */
export async function discardEnded(
  ctx: Context,
  ids: readonly string[],
  { dryRun = false, atMs = ctx.clock.now() } = {},
): Promise<{ deleted: number; skipped: number }> {
  const rows = await ctx.db
    .select({ id: mockups.id, status: mockups.status, failure_code: mockups.failure_code })
    .from(mockups)
    .where(isAnyOf([mockups.user_id, mockups.id], [ctx.userId], ids))
  const ended = rows.filter((row) => row.status !== 'pending' && row.failure_code !== 'suspect')
  const counts = { deleted: ended.length, skipped: ids.length - ended.length }
  if (dryRun || ended.length === 0) return counts
  await discardMockups(
    ctx,
    ended.map(({ id }) => id),
    atMs,
  )
  return counts
}

/**
 * The same of several, at most 200, all or none: those that are there.
 * @throws AppError conflict while one of them is the last of a picture that renders or is in doubt
 */
export async function discardMockups(
  ctx: Context,
  ids: readonly string[],
  atMs = ctx.clock.now(),
): Promise<void> {
  const details = sql`json_object('mockupId', m.id, 'scene', m.scene)`
  const rows = sql`${mockupsByIds(ctx, ids)} WHERE true`
  const before = [recordEach(ctx, 'mockup_deleted', details, rows), keepFinished(ctx, ids, atMs)]
  await deleteMockups(ctx, ids, { before })
}

/**
 * Deletes mockups for good and clears what refers to them, in one batch with what comes before and
 * after: all of it or nothing. Credits are released after it, never before. Ledger and usage rows
 * stay, and so do the pictures of products.
 * @throws AppError conflict while one of them is the last of a picture that renders or is in doubt
 */
export async function deleteMockups(
  ctx: Context,
  ids: readonly string[],
  { before = [], following = [] }: { before?: Statement[]; following?: Statement[] },
): Promise<void> {
  const last = await findLast(ctx, ids)
  if (last.some((picture) => picture.state === 'suspect')) throw conflict(UNDECIDED)
  if (await anyInFlight(ctx, last)) throw conflict(RENDERING)
  const pictureIds = last.map((picture) => picture.id)
  try {
    await writeAll(ctx.db, [
      refuseWhen(ctx.db, areBusy(ctx, pictureIds)),
      ...before,
      ...moveItemsOff(ctx, ids),
      clearProductImages(ctx, ids),
      ctx.db.run(sql`
        DELETE FROM mockups WHERE ${isAnyOf([sql`user_id`, sql`id`], [ctx.userId], ids)}`),
      stopDeferring(ctx, pictureIds),
      markUnused(ctx, pictureIds),
      discardRetries(ctx, 'mockup_generation', pictureIds, NOBODY_WANTS_RETRY),
      ...following,
    ])
  } catch (cause) {
    // One began to render, or another was added, since it was read; the batch undid itself.
    if (isGuardFailure(cause)) throw conflict(RENDERING)
    throw cause
  }
  await releaseCredits(ctx, ids, pictureIds)
}

/** All is deleted already: what cannot be released now, the sweep releases. */
async function releaseCredits(
  ctx: Context,
  mockupIds: readonly string[],
  pictureIds: readonly string[],
): Promise<void> {
  try {
    await ctx.ledger.release({ mockupIds: [...mockupIds] }, UNWANTED_NOTE)
    await dropUnwanted(ctx, pictureIds)
  } catch (cause) {
    ctx.log.error('credits_not_released', cause)
  }
}

const lastRow = z.object({ id: z.string(), state: z.string(), attempt: z.number() })
type Last = z.infer<typeof lastRow>

/** The pictures that no other mockup shows or waits for. */
async function findLast(ctx: Context, ids: readonly string[]): Promise<Last[]> {
  const asked = (alias: 'm' | 'other') =>
    isAnyOf([sql.raw(`${alias}.user_id`), sql.raw(`${alias}.id`)], [ctx.userId], ids)
  const rows = await ctx.db.all(sql`
    SELECT p.id, p.state, p.attempt FROM pictures AS p
    WHERE (p.user_id, p.id) IN (SELECT m.user_id, m.picture_id FROM mockups AS m
        WHERE ${asked('m')})
      AND NOT EXISTS (SELECT 1 FROM mockups AS other WHERE other.user_id = p.user_id
        AND other.picture_id = p.id AND NOT ${asked('other')})`)
  return z.array(lastRow).parse(rows)
}

async function anyInFlight(ctx: Context, pictures: readonly Last[]): Promise<boolean> {
  const open = pictures.filter(({ state }) => state === 'waiting' || state === 'rendering')
  const states = await ctx.ledger.states(open.map(attemptIdOf))
  return states.some(({ state }) => state === 'in_flight' || state === 'posted')
}

function areBusy(ctx: Context, pictureIds: readonly string[]): SQL {
  const asked = isAnyOf([sql`p.user_id`, sql`p.id`], [ctx.userId], pictureIds)
  return sql`EXISTS (SELECT 1 FROM pictures AS p
    WHERE ${asked} AND p.state IN ('rendering', 'suspect'))`
}

const COLUMNS = Object.keys(getTableColumns(mockups))

// D1 takes at most 32 arguments of a function: a name and a value each, and what they are added to.
const COLUMNS_A_CALL = 15

/** A row of mockups as JSON, with all of its columns. */
function rowAsJson(): SQL {
  return chunksOf(COLUMNS, COLUMNS_A_CALL).reduce((row, names) => {
    const pairs = names.map((name) => sql.raw(`'$.${name}', m."${name}"`))
    return sql`json_set(${row}, ${sql.join(pairs, sql`, `)})`
  }, sql`'{}'`)
}

/** Those that are finished, as they are. */
function keepFinished(ctx: Context, ids: readonly string[], atMs: number): Statement {
  return ctx.db.run(sql`
    INSERT INTO deleted_mockups (user_id, id, asset_id, picture_id, scene, deleted_at, deleted_by,
      mockup)
    SELECT m.user_id, m.id, m.asset_id, m.picture_id, m.scene, ${isoTime(atMs)},
      ${describeActor(ctx.actor).name}, ${rowAsJson()}
    FROM ${mockupsByIds(ctx, ids)} WHERE m.status IN ('completed', 'approved', 'rejected')
    ON CONFLICT DO NOTHING`)
}

function clearProductImages(ctx: Context, ids: readonly string[]): Statement {
  return ctx.db.run(sql`
    UPDATE product_images SET source_id = NULL
    WHERE ${isAnyOf([sql`user_id`, sql`source_id`], [ctx.userId], ids)}`)
}

function conflict(message: string): AppError {
  return new AppError('conflict', message)
}
