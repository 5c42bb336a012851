import { and, eq, isNotNull, notExists, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { digitalFiles } from '../../db/schema/digital-files.ts'
import { productVariants } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getDigitalFile, type ListedFile } from './get-digital-file.ts'

const NAMED_PRODUCTS = 5

/**
 * Deletes a file that no product delivers. That is looked up by the statement that deletes: a
 * variant that takes the file at the same moment keeps it, or is refused.
 *
 * @throws AppError not_found
 * @throws AppError conflict naming the products that use it
 */
export async function deleteDigitalFile(ctx: Context, id: string): Promise<ListedFile> {
  const file = await getDigitalFile(ctx, id)
  const users = ctx.db
    .select({ one: sql`1` })
    .from(productVariants)
    .where(
      and(
        eq(productVariants.user_id, ctx.userId),
        eq(productVariants.digital_file_id, id),
        isNotNull(productVariants.digital_file_id),
      ),
    )
  const remove = ctx.db
    .delete(digitalFiles)
    .where(and(eq(digitalFiles.user_id, ctx.userId), eq(digitalFiles.id, id), notExists(users)))
    .returning({ id: digitalFiles.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'digital_file_deleted',
      module: 'products',
      details: { fileId: id, name: file.name },
      reference_id: id,
      reference_table: 'digital_files',
    },
    { onlyIfChanged: true },
  )
  if (!(await compareAndSet(ctx.db, remove, [activity]))) {
    throw inUse(await getDigitalFile(ctx, id))
  }
  await ctx.files.remove([file.file_key])
  return file
}

function inUse({ name, used_by }: ListedFile): AppError {
  const titles = used_by.slice(0, NAMED_PRODUCTS).map(({ title }) => `“${title}”`)
  const more = used_by.length > NAMED_PRODUCTS ? ' and others' : ''
  return new AppError(
    'conflict',
    `${name} is what customers of ${titles.join(', ')}${more} download. Nothing was deleted. Choose another file there first.`,
  )
}
