import type * as z from 'zod'
import type { Context } from '../../context.ts'
import type { ListedFile } from '../../domain/digital-files/get-digital-file.ts'
import type { digitalFileAnswer } from '../../domain/digital-files/schemas.ts'

/** A file as callers see it: a signed link in place of its key. */
export async function presentDigitalFile(
  ctx: Context,
  { user_id: _user, file_key, ...file }: ListedFile,
): Promise<z.output<typeof digitalFileAnswer>> {
  return { ...file, file_url: await ctx.files.link(file_key) }
}
