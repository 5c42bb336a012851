import { and, asc, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { approvalItems } from '../../db/schema/desk.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { pictures } from '../../db/schema/pictures.ts'

/** A mockup that waits for a decision, as far as one needs to see it to decide. */
export type MockupToReview = {
  id: string
  mockup_id: string
  scene: string
  title: string
  width: number | null
  height: number | null
  file_key: string | null
  thumbnail_key: string | null
}

/**
 * The mockups that have waited the longest, at most so many. The oldest first: what is rendered
 * meanwhile comes after them, and moves none.
 */
export async function listOldestToReview(ctx: Context, limit: number): Promise<MockupToReview[]> {
  const { user_id, id, status, type, reference_id } = approvalItems
  const page = ctx.db
    .select({ user_id, id })
    .from(approvalItems)
    .where(and(eq(user_id, ctx.userId), eq(status, 'pending'), eq(type, 'mockup')))
    .orderBy(asc(approvalItems.priority), asc(id))
    .limit(limit)
  return ctx.db
    .select({
      id,
      mockup_id: mockups.id,
      scene: mockups.scene,
      title: assets.title,
      width: pictures.width,
      height: pictures.height,
      file_key: pictures.file_key,
      thumbnail_key: pictures.thumbnail_key,
    })
    .from(approvalItems)
    .innerJoin(mockups, and(eq(mockups.user_id, user_id), eq(mockups.id, reference_id)))
    .innerJoin(
      pictures,
      and(eq(pictures.user_id, mockups.user_id), eq(pictures.id, mockups.picture_id)),
    )
    .innerJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
    .where(sql`(${user_id}, ${id}) IN (${page})`)
    .orderBy(asc(approvalItems.priority), asc(id))
}
