import { type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import type { ApprovalItem } from '../../db/schema/desk.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { selectTotal } from '../approvals/count-approvals.ts'
import { decidePictureItems } from '../approvals/item.ts'
import type { Decision, DecisionReason } from '../approvals/schemas.ts'
import { fallBack } from '../autopilot/fall-back.ts'
import { type NamedMockup, nameMockups } from '../mockups/name-mockups.ts'
import { mockupsByIds, recordEach } from '../pictures/mockup-status.ts'
import { decideByPerson } from '../pictures/picture.ts'

/** When it was decided, as an ISO time: `undoDecision` takes it. */
export type DecidedAt = { at: string }

/** How many are still to review. */
export type LeftToReview = { left: number }

export type Decided = {
  /** In the state asked for, whether it was changed now or before. */
  decided: Mockup[]
  /** Not yet rendered, or failed: there is nothing to decide about. */
  refused: Mockup[]
  unknown: string[]
}

const DECIDABLE: SQL = sql`+m.status IN ('completed', 'approved', 'rejected')`

/**
 * Approves or rejects the pictures of any number of mockups, ids up to 200: every mockup of each
 * picture moves with it, and its approval item and an activity row; a decision may be changed. One
 * batch, however many.
 */
export async function decideMockups(
  ctx: Context,
  mockupIds: string[],
  decision: Decision,
  why: DecisionReason = {},
): Promise<Decided & DecidedAt & LeftToReview & { before: NamedMockup[] }> {
  const ids = [...new Set(mockupIds)]
  const before = await nameMockups(ctx, ids)
  const decidable = before.filter(({ status }) => isDecidable(status))
  const pictureIds = decidable.map((mockup) => mockup.picture_id)
  const { after, at, left } = await writeDecision(ctx, { ids, pictureIds }, decision, why)
  return { ...split(ids, after, decision), before, at, left }
}

/** What is decided about: mockups, and the pictures of those that can be. */
export type Decidable = {
  ids: readonly string[]
  pictureIds: readonly string[]
  /** Their items that were read as open, by picture: those that move tell what was decided. */
  open?: ReadonlyMap<string, string>
}

/**
 * Writes a decision about mockups as they are now, in one batch. Returns the items that it moved
 * (the mockups of their pictures have moved with them), and without `open` the mockups after it.
 */
export async function writeDecision(
  ctx: Context,
  { ids, pictureIds: named, open }: Decidable,
  decision: Decision,
  why: DecisionReason,
): Promise<{ moved: ApprovalItem[]; after: Mockup[] } & DecidedAt & LeftToReview> {
  const pictureIds = [...new Set(named)]
  const atMs = ctx.clock.now()
  const at = isoTime(atMs)
  const details = sql`json_object('mockupId', m.id, 'scene', m.scene, 'reason', ${why.reason || null},
    'reasonCode', ${why.reason_code ?? null})`
  const changed = sql`${mockupsByIds(ctx, ids)} WHERE ${DECIDABLE}
    AND (m.status <> ${decision} OR EXISTS (SELECT 1 FROM pictures AS p
      WHERE p.user_id = m.user_id AND p.id = m.picture_id AND p.decided_by_kind = 'machine'))`
  const [moved, , , , after, [counted]] = await ctx.db.batch([
    decidePictureItems(ctx, pictureIds, decision, why, { open, at }),
    // Before the rest, while the state before still tells what will change.
    recordEach(ctx, `mockup_${decision}`, details, changed, { module: 'approvals', atMs }),
    ...decideByPerson(ctx, pictureIds, decision, { ...why, at }),
    selectMockups(ctx, open ? [] : ids),
    selectTotal(ctx, { status: 'pending', type: 'mockup' }),
    ...(decision === 'rejected' ? fallBack(ctx, pictureIds) : []),
  ])
  return { moved, after, at, left: counted?.n ?? 0 }
}

export function selectMockups(ctx: Context, ids: readonly string[]) {
  return ctx.db
    .select()
    .from(mockups)
    .where(isAnyOf([mockups.user_id, mockups.id], [ctx.userId], ids))
}

/** The mockups that were asked about, by what has become of them. */
export function split(ids: readonly string[], rows: Mockup[], decision: Decision): Decided {
  const known = new Set(rows.map((row) => row.id))
  return {
    decided: rows.filter((row) => row.status === decision),
    refused: rows.filter((row) => row.status !== decision),
    unknown: ids.filter((id) => !known.has(id)),
  }
}

/**
 * The same for one.
 * @throws AppError not_found
 * @throws AppError conflict where there is no picture to decide about
 */
export async function decideMockup(
  ctx: Context,
  mockupId: string,
  decision: Decision,
  why: DecisionReason = {},
): Promise<Mockup> {
  const { decided, refused } = await decideMockups(ctx, [mockupId], decision, why)
  const [mockup] = decided
  if (mockup) return mockup
  const [undecidable] = refused
  if (!undecidable) throw new AppError('not_found', 'Mockup not found')
  throw new AppError('conflict', undecidableSentence(undecidable.status))
}

/** There is a picture, so that it can be approved or rejected. */
export function isDecidable(status: string): boolean {
  return status === 'completed' || status === 'approved' || status === 'rejected'
}

/** Why a mockup in this status cannot be decided about. */
export function undecidableSentence(status: string): string {
  return `This mockup is ${status}. Only rendered mockups can be approved or rejected. Nothing was changed.`
}
