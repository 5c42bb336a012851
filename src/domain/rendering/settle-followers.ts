import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'
import { failMockup } from './fail-mockup.ts'
import { followerFailure } from './follower-failure.ts'
import { loadRenderJob } from './load-render-job.ts'
import { recordMockup } from './record-mockup.ts'

// A run has at most 100 pairs; more followers of one picture wait for the sweep.
const MAX_FOLLOWERS = 100

/** Ends the mockups that wait for this one's picture, as it has ended. Safe to run again. */
export async function settleFollowers(ctx: Context, leaderId: string): Promise<void> {
  const rows = await ctx.db
    .select({ id: mockups.id })
    .from(mockups)
    .where(
      and(
        eq(mockups.user_id, ctx.userId),
        eq(mockups.reused_from, leaderId),
        eq(mockups.status, 'pending'),
      ),
    )
    .limit(MAX_FOLLOWERS)
  for (const { id } of rows) await settleFollower(ctx, id)
}

/** Ends one follower as its leader has ended; leaves it alone while the leader is at work. */
export async function settleFollower(ctx: Context, followerId: string): Promise<void> {
  const job = await loadRenderJob(ctx, followerId)
  if (!job?.mockup.reused_from) return
  const leader = await ctx.db
    .select()
    .from(mockups)
    .where(and(eq(mockups.user_id, ctx.userId), eq(mockups.id, job.mockup.reused_from)))
    .get()
  if (leader?.status === 'pending' || leader?.status === 'generating') return
  const picture = leader && pictureOf(leader)
  if (picture) return recordMockup(ctx, job, picture)
  return failMockup(
    ctx,
    job.mockup,
    followerFailure(leader, { sameRun: leader?.run_id === job.mockup.run_id }),
  )
}

function pictureOf(mockup: Mockup) {
  const { file_key, thumbnail_key, width, height } = mockup
  if (file_key === null || width === null || height === null) return undefined
  return { file_key, thumbnail_key, width, height }
}
