import { and, asc, eq, lt, sql } from 'drizzle-orm'
import { chunksOf } from '../../chunks.ts'
import { isoTime } from '../../clock.ts'
import { type BaseContext, type Context, forUser } from '../../context.ts'
import {
  compareAndSet,
  isGuardFailure,
  refuseWhen,
  type Statement,
  writeAll,
} from '../../db/client.ts'
import { type TemplateRead, templateReads } from '../../db/schema/templates.ts'
import { AppError } from '../../errors.ts'
import type { TemplateReading } from '../../integrations/dynamic-mockups/list-templates.ts'
import {
  type DynamicMockupsKey,
  findDynamicMockupsKey,
} from '../integrations/get-dynamic-mockups-key.ts'
import { keepThumbnailsOfScenes } from './keep-thumbnail.ts'
import { findLostScenes } from './lost-scenes.ts'

const MINUTE_MS = 60_000
/** Pictures that fail one after another ask for one reading. */
const BURST_MS = 1_000
/** What is shown is read again when it is older. */
const OLD_MS = 10 * MINUTE_MS
/** After a failure the next try comes sooner. */
const FAILED_MS = MINUTE_MS
/** A reading that has not ended by then has died: the call itself ends after 15 seconds. */
const LEASE_MS = MINUTE_MS
const DAY_MS = 24 * 60 * MINUTE_MS
const USERS_A_SWEEP = 20
const USERS_AT_ONCE = 5
/** A bound value of D1's has at most 2 MB, and a character up to three bytes. */
const CHARACTERS_A_STATEMENT = 500_000
const OWN_FAULT = 'Something went wrong in Haven Hub. It retries automatically.'

/**
 * `busy`: another reading is under way, or has just ended. `changed`: another key was connected
 * meanwhile, or another reading took the turn from one that lasted too long.
 */
export type Refreshed = 'read' | 'failed' | 'busy' | 'changed'

/**
 * Reads the templates of the user's Dynamic Mockups account, by one call that costs nothing, and
 * writes them down: those that are no longer there are gone. A failure is written down too, and
 * what was known stays. Two at once read once, and so do two within `onceInMs`. A notice names
 * scenes that can no longer be rendered, once.
 */
export async function refreshTemplates(ctx: Context, { onceInMs = 0 } = {}): Promise<Refreshed> {
  const key = await findDynamicMockupsKey(ctx)
  const startedAt = isoTime(ctx.clock.now())
  if (!(await begin(ctx, key, startedAt, onceInMs))) return 'busy'
  if (key instanceof AppError) return fail(ctx, startedAt, key)
  try {
    const reading = await ctx.dynamicMockups(key.apiKey).readTemplates()
    const saved = await save(ctx, key, startedAt, reading)
    if (saved === 'read') ctx.waitUntil(keepSafely(ctx))
    return saved
  } catch (cause) {
    if (cause instanceof AppError) return fail(ctx, startedAt, cause)
    await fail(ctx, startedAt, new AppError('unavailable', OWN_FAULT))
    throw cause
  }
}

/** The same without waiting for it, where what is known is old by now: a page is not held up. */
export function refreshWhenOld(ctx: Context, read: TemplateRead | null | undefined): void {
  if (isOld(ctx, read)) ctx.waitUntil(refreshSafely(ctx))
}

/** The same at once: something has shown that what is known is wrong. */
export function refreshSoon(ctx: Context): void {
  ctx.waitUntil(refreshSafely(ctx, { onceInMs: BURST_MS }))
}

/**
 * Reads the templates of accounts that were not read for a day, the longest unread first, a few a
 * call. Returns how many.
 */
export async function refreshAllTemplates(base: BaseContext): Promise<number> {
  const before = isoTime(base.clock.now() - DAY_MS)
  const due = await base.db
    .select({ userId: templateReads.user_id })
    .from(templateReads)
    .where(lt(templateReads.tried_at, before))
    .orderBy(asc(templateReads.tried_at))
    .limit(USERS_A_SWEEP)
  const actor = { kind: 'system', job: 'templates' } as const
  for (const some of chunksOf(due, USERS_AT_ONCE)) {
    await Promise.all(some.map(({ userId }) => refreshSafely(forUser(base, userId, actor))))
  }
  return due.length
}

async function refreshSafely(ctx: Context, options?: { onceInMs: number }): Promise<void> {
  try {
    await refreshTemplates(ctx, options)
  } catch (cause) {
    ctx.log.error('templates_not_read', cause, { user: ctx.userId })
  }
}

async function keepSafely(ctx: Context): Promise<void> {
  try {
    await keepThumbnailsOfScenes(ctx)
  } catch (cause) {
    ctx.log.error('thumbnails_not_kept', cause, { user: ctx.userId })
  }
}

function isOld(ctx: Context, read: TemplateRead | null | undefined): boolean {
  if (!read) return true
  const age = ctx.clock.now() - Date.parse(read.tried_at)
  return age > (read.failed_at ? FAILED_MS : OLD_MS)
}

const NO_ACCOUNT = 'none'

/** Takes the turn to read: one at a time for a user. */
async function begin(
  ctx: Context,
  key: DynamicMockupsKey | AppError,
  now: string,
  onceInMs: number,
): Promise<boolean> {
  const account = key instanceof AppError ? NO_ACCOUNT : key.account
  const take = ctx.db
    .insert(templateReads)
    .values({
      user_id: ctx.userId,
      account,
      started_at: now,
      tried_at: now,
      skipped: 0,
      omitted: 0,
    })
    .onConflictDoUpdate({
      target: templateReads.user_id,
      set: { started_at: now, tried_at: now },
      setWhere: sql`(${templateReads.started_at} IS NULL
        OR ${templateReads.started_at} < ${isoTime(Date.parse(now) - LEASE_MS)})
        AND ${templateReads.tried_at} <= ${isoTime(Date.parse(now) - onceInMs)}`,
    })
    .returning({ user_id: templateReads.user_id })
  return compareAndSet(ctx.db, take)
}

/** What was known stays. A reading that was given up for dead says nothing. */
async function fail(ctx: Context, startedAt: string, cause: AppError): Promise<'failed'> {
  const now = isoTime(ctx.clock.now())
  await ctx.db
    .update(templateReads)
    .set({ started_at: null, failed_at: now, error: cause.message })
    .where(and(eq(templateReads.user_id, ctx.userId), eq(templateReads.started_at, startedAt)))
  return 'failed'
}

async function save(
  ctx: Context,
  key: DynamicMockupsKey,
  startedAt: string,
  reading: TemplateReading,
): Promise<'read' | 'changed'> {
  const now = isoTime(ctx.clock.now())
  const lost = await findLostScenes(ctx, reading, now)
  const ids = reading.templates.map(({ uuid }) => uuid)
  try {
    await writeAll(ctx.db, [
      refuseWhen(ctx.db, sql`${isAnotherKey(ctx, key)} OR ${isAnotherTurn(ctx, startedAt)}`),
      ...upserts(ctx, reading.templates),
      ...endGone(ctx, ids, now),
      noteRead(ctx, key, { ...reading, lost_scenes: lost.ids }, now),
      ...lost.statements,
    ])
    return 'read'
  } catch (cause) {
    if (!isGuardFailure(cause)) throw cause
    ctx.log.info('templates_read_too_late', { user: ctx.userId })
    return 'changed'
  }
}

/** Whether the key was read from another connection than the one there is now. */
function isAnotherKey(ctx: Context, { sealed }: DynamicMockupsKey) {
  return sql`(SELECT CASE WHEN status = 'disconnected' THEN NULL ELSE credentials END
    FROM integrations WHERE user_id = ${ctx.userId} AND provider = 'dynamic_mockups')
    IS NOT ${sealed}`
}

/** Whether it was given up for dead: another reading is under way, or has written what is newer. */
function isAnotherTurn(ctx: Context, startedAt: string) {
  return sql`(SELECT started_at FROM template_reads WHERE user_id = ${ctx.userId})
    IS NOT ${startedAt}`
}

type Template = TemplateReading['templates'][number]

function upserts(ctx: Context, templates: readonly Template[]): Statement[] {
  const pieces: string[][] = [[]]
  let characters = 0
  for (const row of templates.map(toRow)) {
    characters += row.length
    if (characters > CHARACTERS_A_STATEMENT) {
      pieces.push([])
      characters = row.length
    }
    pieces.at(-1)?.push(row)
  }
  return pieces.map((rows) => upsert(ctx, `[${rows.join()}]`))
}

function toRow({ uuid, name, collections, smart_objects, thumbnail }: Template): string {
  return JSON.stringify({
    id: uuid,
    name,
    collections: collections.map((one) => ({ id: one.uuid, name: one.name })),
    layers: smart_objects.map(({ uuid: id, name: label, size }) => ({ id, name: label, ...size })),
    thumbnail_url: thumbnail,
  })
}

/** Writes what is new or other than it was: most of the time nothing is. */
function upsert(ctx: Context, rows: string): Statement {
  return ctx.db.run(sql`
    INSERT INTO account_templates AS t (user_id, id, name, collections, layers, thumbnail_url)
    SELECT ${ctx.userId}, value ->> 'id', value ->> 'name', value -> 'collections',
      value -> 'layers', value ->> 'thumbnail_url'
    FROM json_each(${rows}) WHERE true
    ON CONFLICT (user_id, id) DO UPDATE SET name = excluded.name,
      collections = excluded.collections, layers = excluded.layers,
      thumbnail_url = excluded.thumbnail_url, gone_at = NULL,
      thumbnail_tried_at = CASE WHEN t.thumbnail_url IS excluded.thumbnail_url
        THEN t.thumbnail_tried_at END
    WHERE t.gone_at IS NOT NULL OR t.name <> excluded.name OR t.collections <> excluded.collections
      OR t.layers <> excluded.layers OR t.thumbnail_url IS NOT excluded.thumbnail_url`)
}

/** What was not read is gone; it is forgotten where no scene of the user's names it. */
function endGone(ctx: Context, ids: readonly string[], now: string): Statement[] {
  return [
    ctx.db.run(sql`
      UPDATE account_templates SET gone_at = ${now}
      WHERE user_id = ${ctx.userId} AND gone_at IS NULL
        AND id NOT IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`),
    ctx.db.run(sql`
      DELETE FROM account_templates
      WHERE user_id = ${ctx.userId} AND gone_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM mockup_scene_templates AS s
          WHERE s.user_id = account_templates.user_id
            AND s.dm_template_id = account_templates.id)`),
  ]
}

function noteRead(
  ctx: Context,
  { account }: DynamicMockupsKey,
  { skipped, omitted, lost_scenes }: Omit<TemplateReading, 'templates'> & { lost_scenes: string[] },
  now: string,
): Statement {
  return ctx.db
    .update(templateReads)
    .set({
      account,
      started_at: null,
      read_at: now,
      failed_at: null,
      error: null,
      skipped,
      omitted,
      lost_scenes,
    })
    .where(eq(templateReads.user_id, ctx.userId))
}
