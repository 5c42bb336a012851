import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type DigitalFile, digitalFiles } from '../../db/schema/digital-files.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { fileNameOf } from './file-name.ts'
import { findDigitalFile } from './get-digital-file.ts'
import type { ReceivedFile } from './receive-file.ts'

const TRIES = 3

/**
 * Makes a stored file one of the user's. The same bytes are one file, however often they are sent:
 * the second copy is removed again.
 */
export async function addDigitalFile(
  ctx: Context,
  received: ReceivedFile,
  { name, assetId = null }: { name?: string | undefined; assetId?: string | null } = {},
): Promise<DigitalFile> {
  const file: DigitalFile = {
    user_id: ctx.userId,
    ...received,
    name: fileNameOf(name, received.type),
    asset_id: assetId,
    created_at: isoTime(ctx.clock.now()),
  }
  for (let tries = 1; tries <= TRIES; tries += 1) {
    if (await insert(ctx, file)) return file
    const same = await findByContent(ctx, file.content_hash)
    if (!same) continue
    if (same.file_key !== file.file_key) await ctx.files.remove([file.file_key])
    return same
  }
  throw new AppError(
    'conflict',
    'This file is being added and deleted by someone else right now. Nothing was stored. Try again.',
  )
}

async function insert(ctx: Context, file: DigitalFile): Promise<boolean> {
  const { id, name, type } = file
  const row = ctx.db
    .insert(digitalFiles)
    .values(file)
    .onConflictDoNothing()
    .returning({ id: digitalFiles.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'digital_file_added',
      module: 'products',
      details: { fileId: id, name, type },
      reference_id: id,
      reference_table: 'digital_files',
    },
    { onlyIfChanged: true },
  )
  try {
    return await compareAndSet(ctx.db, row, [activity])
  } catch (cause) {
    // The answer may be lost and the row written.
    if (await findDigitalFile(ctx, id)) return true
    throw cause
  }
}

/** The user's file of this content, by its SHA-256 in hex. */
export async function findByContent(ctx: Context, hash: string): Promise<DigitalFile | undefined> {
  return ctx.db
    .select()
    .from(digitalFiles)
    .where(and(eq(digitalFiles.user_id, ctx.userId), eq(digitalFiles.content_hash, hash)))
    .get()
}
