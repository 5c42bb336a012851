import type { Context } from '../../context.ts'
import type { ActivityRow } from '../../db/schema/desk.ts'
import type { Picture } from '../../db/schema/pictures.ts'
import { AppError } from '../../errors.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { getMockupView } from '../mockups/get-mockup.ts'
import { isDecidable, undecidableSentence } from './decide-mockups.ts'
import { changedSince, reopenPicture, TAKE_BACK_MS } from './press.ts'

/**
 * Returns a mockup to review, whether it has an approval item or not: the picture, all its mockups
 * and its item are undecided again. One that is still to review stays as it is.
 * @throws AppError not_found
 * @throws AppError forbidden where somebody else decided
 * @throws AppError conflict where it is not rendered; a day later, where a product shows it, or it was
 *   decided again since
 */
export async function reopenMockup(ctx: Context, id: string): Promise<void> {
  const { mockup, picture } = await getMockupView(ctx, id)
  if (!isDecidable(mockup.status)) {
    throw new AppError('conflict', undecidableSentence(mockup.status))
  }
  if (picture.decision === 'open' || (await reopenPicture(ctx, picture))) return
  const now = await getMockupView(ctx, id)
  if (now.picture.decision !== 'open') throw changedSince()
}

type Decided = Pick<
  Picture,
  'decision' | 'decided_at' | 'decided_by_kind' | 'decided_before' | 'state'
>

/** Whether `reopenMockup` would do so, by the mockup's history and the products that show it. */
export function canReopen(
  ctx: Context,
  picture: Decided,
  { history, isInProduct }: { history: readonly ActivityRow[]; isInProduct: boolean },
): boolean {
  const { decision, decided_at, decided_by_kind, decided_before } = picture
  if (picture.state !== 'stored' || decision === 'open' || decided_by_kind !== 'person')
    return false
  if (!decided_at || !decided_before || (decision === 'approved' && isInProduct)) return false
  const { type, id } = describeActor(ctx.actor)
  return (
    Date.parse(decided_at) > ctx.clock.now() - TAKE_BACK_MS &&
    history.some(
      (row) =>
        row.action_type === `mockup_${decision}` &&
        row.created_at === decided_at &&
        row.actor_type === type &&
        row.actor_id === id,
    )
  )
}
