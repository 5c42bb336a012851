import { type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { isAnyOf, listed, type Statement } from '../../db/client.ts'
import { approvalItems } from '../../db/schema/desk.ts'
import { newId } from '../../ids.ts'
import { describeActor } from '../activity/describe-actor.ts'
import type { Decision, DecisionReason } from './schemas.ts'

/**
 * Opens the approval item of each stored picture that nobody has decided about: one open item a
 * picture, naming its oldest finished mockup.
 */
export function openPictureItem(
  ctx: Context,
  pictureIds: readonly string[],
  when: SQL = sql`1`,
): Statement {
  const asked = pictureIds.map((id) => ({ id, item: newId() }))
  return insertItems(
    ctx,
    sql`SELECT p.*, asked.value ->> 'item' AS item FROM ${listed(ctx.userId, asked)}
      CROSS JOIN pictures AS p ON p.user_id = asked.value ->> 'user_id'
        AND p.id = asked.value ->> 'id'
      WHERE p.state = 'stored' AND p.decision = 'open' AND ${when}`,
    { status: 'completed' },
  )
}

type ItemOptions = {
  /** Of the mockups that an item may name. */
  status: 'completed' | 'approved'
  /** A machine has approved them, and a person looks all the same. */
  isSample?: boolean
}

/**
 * Inserts items of pictures that a query finds, with the id of each as `item`. The payload keeps keys
 * where answers show links.
 */
export function insertItems(
  ctx: Context,
  found: SQL,
  { status, isSample = false }: ItemOptions,
): Statement {
  return ctx.db.run(sql`
    INSERT INTO approval_items (user_id, id, type, reference_id, reference_table, picture_id,
      payload, collection, priority, status, sample, created_at)
    SELECT m.user_id, p.item, 'mockup', m.id, 'mockups', p.id,
      json_object('type', 'mockup', 'mockupUrl', p.file_key, 'thumbnailUrl', p.thumbnail_key,
        'scene', m.scene, 'creditsUsed', m.credits_used, 'assetId', m.asset_id,
        'quoteId', m.quote_id),
      coalesce(
        (SELECT q.collection FROM quotes AS q WHERE q.user_id = m.user_id AND q.id = m.quote_id),
        (SELECT a.collection FROM assets AS a WHERE a.user_id = m.user_id AND a.id = m.asset_id)),
      0, 'pending', ${isSample ? 1 : 0}, ${isoTime(ctx.clock.now())}
    FROM (${found}) AS p
    CROSS JOIN mockups AS m ON m.user_id = p.user_id AND m.id = (
      SELECT min(oldest.id) FROM mockups AS oldest WHERE oldest.user_id = p.user_id
        AND oldest.picture_id = p.id AND oldest.status = ${status})
    WHERE true
    ON CONFLICT DO NOTHING`)
}

type DecideOptions = {
  when?: SQL
  /** An ISO time; now without it. */
  at?: string
  /** Items, by picture, that were read as open: each is the newest, and not looked for. */
  open?: ReadonlyMap<string, string>
}

/** Lets the newest item of each of these pictures say what was decided about the picture. */
export function decidePictureItems(
  ctx: Context,
  pictureIds: readonly string[],
  decision: Decision,
  { reason, reason_code }: DecisionReason = {},
  { when = sql`1`, at = isoTime(ctx.clock.now()), open }: DecideOptions = {},
) {
  const asked = pictureIds.map((id) => ({ id, item: open?.get(id) }))
  return ctx.db
    .update(approvalItems)
    .set({
      status: decision,
      decided_at: at,
      decided_by: describeActor(ctx.actor).name,
      reason: reason || null,
      reason_code: reason_code ?? null,
    })
    .from(listed(ctx.userId, asked))
    .where(
      sql`${approvalItems.user_id} = asked.value ->> 'user_id'
        AND ${approvalItems.id} = coalesce(
          asked.value ->> 'item',
          (SELECT b.id FROM approval_items AS b WHERE b.user_id = asked.value ->> 'user_id'
            AND b.picture_id = asked.value ->> 'id' AND b.status = 'pending'),
          (SELECT max(b.id) FROM approval_items AS b WHERE b.user_id = asked.value ->> 'user_id'
            AND b.picture_id = asked.value ->> 'id' AND b.status <> 'pending'))
        AND ${approvalItems.type} = 'mockup' AND ${approvalItems.status} <> ${decision} AND ${when}`,
    )
    .returning()
}

/** A decision that is taken back leaves what it replaced, or nothing decided. */
export type TakenBackTo = 'before' | 'open'

/** What a column of a picture's decision, or of its item's, says once it is taken back. */
export function takenBack(to: TakenBackTo, name: string): SQL {
  if (to === 'before') return sql.raw(`decided_before ->> '${name}'`)
  return name === 'decision' ? sql`'open'` : sql`NULL`
}

/**
 * Takes back what the items say that were decided with pictures `p` of a list `asked`: before the
 * pictures themselves are taken back. `from` is the list, joined with them.
 */
export function undoPictureItems(ctx: Context, at: string, from: SQL, to: TakenBackTo): Statement {
  const before = (name: string) => takenBack(to, name)
  const wasOpen = sql`${before('decision')} = 'open'`
  return ctx.db.run(sql`
    UPDATE approval_items AS a SET
      status = iif(was.is_open, 'pending', was.decision),
      decided_at = was.at, decided_by = was.by, reason = was.reason,
      reason_code = was.reason_code
    FROM (SELECT p.user_id AS user_id, p.id AS picture_id, ${wasOpen} AS is_open,
        ${before('decision')} AS decision, iif(${wasOpen}, NULL, ${before('at')}) AS at,
        iif(${wasOpen}, NULL, ${before('by')}) AS "by",
        iif(${wasOpen}, NULL, ${before('reason')}) AS reason,
        iif(${wasOpen}, NULL, ${before('reason_code')}) AS reason_code
      FROM ${from}) AS was
    WHERE a.user_id = was.user_id AND a.picture_id = was.picture_id AND a.status <> 'pending'
      AND a.decided_at = ${at}`)
}

/** Moves open items to another mockup of their picture, before theirs are deleted. */
export function moveItemsOff(ctx: Context, mockupIds: readonly string[]): Statement[] {
  const other = sql`(SELECT min(m.id) FROM mockups AS m WHERE m.user_id = a.user_id
    AND m.picture_id = a.picture_id AND m.status = 'completed'
    AND NOT ${isAnyOf([sql`m.user_id`, sql`m.id`], [ctx.userId], mockupIds)})`
  const named = sql`(a.user_id, a.picture_id) IN (SELECT shown.user_id, shown.picture_id
      FROM mockups AS shown WHERE ${isAnyOf([sql`shown.user_id`, sql`shown.id`], [ctx.userId], mockupIds)})
    AND a.picture_id IS NOT NULL
    AND a.reference_id IN (SELECT value FROM json_each(${JSON.stringify(mockupIds)}))`
  return [
    ctx.db.run(sql`
      UPDATE approval_items AS a SET reference_id = ${other}
      WHERE ${named} AND a.status = 'pending' AND ${other} IS NOT NULL`),
    // Each by its own index: one has what is open, the other what is decided.
    ctx.db.run(sql`DELETE FROM approval_items AS a WHERE ${named} AND a.status = 'pending'`),
    ctx.db.run(sql`DELETE FROM approval_items AS a WHERE ${named} AND a.status <> 'pending'`),
  ]
}
