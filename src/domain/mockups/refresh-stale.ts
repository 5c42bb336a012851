import { and, asc, eq, gt } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import { type BaseContext, type Context, forUser } from '../../context.ts'
import { isAnyOf, type Statement, writeAll } from '../../db/client.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { pictures, staleChecks } from '../../db/schema/pictures.ts'
import { isStale, sceneRecipe } from './mockup-view.ts'

/** A scene with 60,000 mockups is no statement of D1's: this many are looked at in one piece. */
const MOCKUPS_A_PIECE = 500
const CHECKS_A_CALL = 20

type Check = typeof staleChecks.$inferSelect

/**
 * Works off which mockups have become stale, or fresh again, since an artwork or a scene changed,
 * of all users: a piece of each of the oldest checks. Returns how many pieces there were.
 */
export async function refreshAllStale(base: BaseContext): Promise<number> {
  const checks = await base.db
    .select()
    .from(staleChecks)
    .orderBy(asc(staleChecks.requested_at))
    .limit(CHECKS_A_CALL)
  for (const check of checks) {
    await refreshSafely(
      forUser(base, check.user_id, { kind: 'system', job: 'stale mockups' }),
      check,
    )
  }
  return checks.length
}

/**
 * Reads what depends on one user's stored flags, once more where some had to be worked off first:
 * a piece of each check. Mostly there is none, and nothing waits for the question.
 */
export async function readFresh<Result>(
  ctx: Context,
  read: () => Promise<Result>,
): Promise<Result> {
  const findChecks = ctx.db
    .select()
    .from(staleChecks)
    .where(eq(staleChecks.user_id, ctx.userId))
    .orderBy(asc(staleChecks.requested_at))
    .limit(CHECKS_A_CALL)
  const [checks, result] = await Promise.all([findChecks, read()])
  if (checks.length === 0) return result
  for (const check of checks) await refreshSafely(ctx, check)
  return read()
}

/** A check that fails is logged and waits behind all others: it holds up none of them. */
async function refreshSafely(ctx: Context, check: Check): Promise<void> {
  try {
    await refreshPiece(ctx, check)
  } catch (cause) {
    const { user_id: user, kind, subject } = check
    ctx.log.error('stale_check_failed', cause, { user, kind, subject })
    await ctx.db
      .update(staleChecks)
      .set({ requested_at: isoTime(ctx.clock.now()) })
      .where(asRead(ctx, check))
  }
}

async function refreshPiece(ctx: Context, check: Check): Promise<void> {
  const rows = await ctx.db
    .select({
      id: mockups.id,
      mockup: { stale: mockups.stale, status: mockups.status, placement: mockups.placement },
      picture: { asset_hash: pictures.asset_hash, recipe: pictures.recipe },
      content_hash: assets.content_hash,
      scene_recipe: sceneRecipe(ctx),
    })
    .from(mockups)
    .innerJoin(
      pictures,
      and(eq(pictures.user_id, mockups.user_id), eq(pictures.id, mockups.picture_id)),
    )
    .innerJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
    .where(
      and(
        eq(mockups.user_id, ctx.userId),
        eq(check.kind === 'scene' ? mockups.scene : mockups.asset_id, check.subject),
        gt(mockups.id, check.cursor),
      ),
    )
    .orderBy(asc(mockups.id))
    .limit(MOCKUPS_A_PIECE)
  const changed = rows.filter((row) => isStale(row) !== row.mockup.stale)
  await writeAll(ctx.db, [
    ...[true, false].map((stale) =>
      setStale(
        ctx,
        changed.filter((row) => row.mockup.stale !== stale).map((row) => row.id),
        stale,
      ),
    ),
    advance(ctx, check, rows.length < MOCKUPS_A_PIECE ? undefined : rows.at(-1)?.id),
  ])
}

function setStale(ctx: Context, ids: string[], stale: boolean): Statement {
  return ctx.db
    .update(mockups)
    .set({ stale })
    .where(isAnyOf([mockups.user_id, mockups.id], [ctx.userId], ids))
}

/** Continues after this mockup the next time, or is done; unless it was asked for once more. */
function advance(ctx: Context, check: Check, cursor: string | undefined): Statement {
  return cursor === undefined
    ? ctx.db.delete(staleChecks).where(asRead(ctx, check))
    : ctx.db.update(staleChecks).set({ cursor }).where(asRead(ctx, check))
}

function asRead(ctx: Context, check: Check) {
  return and(
    eq(staleChecks.user_id, ctx.userId),
    eq(staleChecks.kind, check.kind),
    eq(staleChecks.subject, check.subject),
    eq(staleChecks.cursor, check.cursor),
    eq(staleChecks.requested_at, check.requested_at),
  )
}
