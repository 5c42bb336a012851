import { and, asc, lt, sql } from 'drizzle-orm'
import * as z from 'zod'
import { isoTime } from '../../clock.ts'
import { type BaseContext, type Context, forUser } from '../../context.ts'
import { type Picture, pictures } from '../../db/schema/pictures.ts'
import { namedId } from '../../ids.ts'
import { postNotice } from '../notices/post-notice.ts'
import { attemptIdOf } from '../pictures/recipe.ts'
import { renderPicture } from '../rendering/render-picture.ts'
import { roomName } from '../scenes/room-name.ts'
import { countAsPaid } from './count-as-paid.ts'
import { SUSPECT_HOURS } from './schemas.ts'

const MAX_SUSPECTS_A_CALL = 100
const HOUR_MS = 60 * 60_000

/**
 * Counts as paid what nobody has decided for a day, of all users, and says so: an activity row and
 * a notice each. What was proven paid meanwhile is fetched instead. Returns how many there were.
 */
export async function settleOldSuspects(base: BaseContext): Promise<number> {
  const before = isoTime(base.clock.now() - SUSPECT_HOURS * HOUR_MS)
  const old = await base.db
    .select()
    .from(pictures)
    .where(and(sql`${pictures.state} = 'suspect'`, lt(pictures.updated_at, before)))
    .orderBy(asc(pictures.updated_at))
    .limit(MAX_SUSPECTS_A_CALL)
  for (const picture of old) {
    const ctx = forUser(base, picture.user_id, { kind: 'system', job: 'suspect renders' })
    try {
      await settle(ctx, picture)
    } catch (cause) {
      base.log.error('suspect_not_settled', cause, { picture: picture.id })
    }
  }
  return old.length
}

const shownBy = z.object({ id: z.string(), scene: z.string() })

async function settle(ctx: Context, picture: Picture): Promise<void> {
  const end = await renderPicture(ctx, { pictureId: picture.id, attempt: picture.attempt })
  if (end === 'recorded') return
  const mockup = shownBy.optional().parse(
    await ctx.db.get(sql`
      SELECT id, scene FROM mockups WHERE user_id = ${ctx.userId} AND picture_id = ${picture.id}
      ORDER BY id LIMIT 1`),
  )
  const note = `Marked as charged after ${SUSPECT_HOURS} hours`
  const what = mockup ? `A render of ${roomName(mockup.scene)}` : 'A render'
  const notice = {
    id: await namedId('suspect', attemptIdOf(picture)),
    tone: 'amber',
    text: `${what} was never confirmed, so it was marked as charged after ${SUSPECT_HOURS} hours (1 credit).`,
    href: mockup ? `/mockups/${mockup.id}` : '/credits',
  } as const
  await countAsPaid(ctx, picture, mockup?.id ?? picture.id, note, (hit) => [
    postNotice(ctx, notice, hit),
  ])
}
