import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import { newId } from '../../ids.ts'

export type MockupForReview = {
  id: string
  asset_id: string
  quote_id: string | null
  scene: string
  file_key: string
  thumbnail_key: string | null
  credits_used: number
  collection: string | null
}

/**
 * The approval item of a finished mockup, written only when the statement before it in the batch
 * changed a row. The payload keeps keys where the answer shows links.
 */
export function openMockupApproval(ctx: Context, mockup: MockupForReview): Statement {
  const payload = {
    type: 'mockup',
    mockupUrl: mockup.file_key,
    thumbnailUrl: mockup.thumbnail_key,
    scene: mockup.scene,
    creditsUsed: mockup.credits_used,
    assetId: mockup.asset_id,
    quoteId: mockup.quote_id,
  }
  return ctx.db.run(sql`
    INSERT INTO approval_items (user_id, id, type, reference_id, reference_table, payload,
      collection, priority, status, created_at)
    SELECT ${ctx.userId}, ${newId()}, 'mockup', ${mockup.id}, 'mockups', ${JSON.stringify(payload)},
      ${mockup.collection}, 0, 'pending', ${isoTime(ctx.clock.now())}
    WHERE changes() > 0`)
}
