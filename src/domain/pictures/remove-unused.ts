import { and, asc, lt, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import { type BaseContext, forUser } from '../../context.ts'
import { type Picture, pictures } from '../../db/schema/pictures.ts'
import { markGone } from './picture.ts'
import { attemptIdOf } from './recipe.ts'

/** Long enough for whoever has looked a picture up to write that it is used. */
const UNUSED_MS = 60 * 60_000
const MAX_PICTURES_A_CALL = 100

/**
 * Removes the files of pictures that nothing has shown for an hour, of all users; returns how many.
 * Marks the row, then the ledger, then deletes the file: whoever asks again pays again.
 */
export async function removeUnusedPictures(base: BaseContext): Promise<number> {
  const unused = await base.db
    .select()
    .from(pictures)
    .where(
      and(
        // Written out, so that the index of unused pictures serves.
        sql`${pictures.state} = 'unused'`,
        lt(pictures.unused_since, isoTime(base.clock.now() - UNUSED_MS)),
      ),
    )
    .orderBy(asc(pictures.unused_since))
    .limit(MAX_PICTURES_A_CALL)
  for (const picture of unused) {
    try {
      await remove(base, picture)
    } catch (cause) {
      base.log.error('unused_picture_not_removed', cause, { picture: picture.id })
    }
  }
  return unused.length
}

async function remove(base: BaseContext, picture: Picture): Promise<void> {
  const ctx = forUser(base, picture.user_id, { kind: 'system', job: 'unused pictures' })
  if (!(await markGone(ctx, picture))) return
  await ctx.ledger.close([attemptIdOf(picture)])
  if (picture.file_key) await ctx.files.removeWithCopies([picture.file_key])
}
