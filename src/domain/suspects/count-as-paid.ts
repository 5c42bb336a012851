import type { SQL } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import type { Picture } from '../../db/schema/pictures.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { movePicture } from '../pictures/picture.ts'
import { attemptIdOf } from '../pictures/recipe.ts'

/** What a picture says whose credit went back without another attempt. */
export const NOT_PAID =
  'The credit of this render was returned, and it has not been rendered again.'

/**
 * Counts a render in doubt as paid: first in the ledger, then in its picture, which is lost from
 * then on. `also` is written in the same batch. Safe to run again after a crash between the two.
 * @throws AppError conflict when its credit went back meanwhile
 */
export async function countAsPaid(
  ctx: Context,
  picture: Picture,
  mockupId: string,
  note: string,
  also: (hit: SQL) => Statement[] = () => [],
): Promise<void> {
  const id = attemptIdOf(picture)
  if ((await ctx.ledger.resolveSuspect(id, 'post', note)) === 'not_suspect') {
    const [state] = await ctx.ledger.states([id])
    if (state?.state !== 'posted') {
      await movePicture(ctx, picture, { kind: 'given_back', message: NOT_PAID })
      throw new AppError(
        'conflict',
        'This render has already been decided: its credit was returned. Nothing was changed.',
      )
    }
  }
  const entry = {
    action_type: 'suspect_counted_as_paid',
    module: 'credits',
    details: { mockupId, creditsUsed: 1 },
    reference_id: mockupId,
    reference_table: 'mockups',
  } as const
  const message = `${note}. The mockup never arrived.`
  await movePicture(ctx, picture, { kind: 'counted_as_paid', message }, (hit) => [
    recordActivity(ctx, entry, { when: hit }),
    ...also(hit),
  ])
}
