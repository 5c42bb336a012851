import type { Context } from '../../context.ts'
import type { DigitalFile } from '../../db/schema/digital-files.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { MAX_FILE_BYTES, MAX_FILE_MEGABYTES } from './schemas.ts'

/** A file that is stored, and that no row names yet. */
export type ReceivedFile = Pick<
  DigitalFile,
  'id' | 'file_key' | 'type' | 'content_hash' | 'byte_size'
>

export const FILE_TOO_LARGE = `This file is larger than ${MAX_FILE_MEGABYTES} MB. Nothing was stored.`

/**
 * Stores a file as it arrives, at a key of its own; `addDigitalFile` makes it one of the user's.
 * What is not added then is removed by the sweep.
 *
 * @throws AppError too_large over 95 MB
 * @throws AppError unsupported_type for anything but a PDF, PNG, JPEG or ZIP by content
 * @throws AppError invalid where fewer bytes came, or more, than were announced
 */
export async function receiveFile(
  ctx: Context,
  source: { body: ReadableStream<Uint8Array>; length: number },
): Promise<ReceivedFile> {
  const id = newId()
  const end = await ctx.files.putFile({ userId: ctx.userId, id }, source, MAX_FILE_BYTES)
  switch (end.result) {
    case 'stored': {
      const { key, type, hash } = end
      return { id, file_key: key, type, content_hash: hash, byte_size: source.length }
    }
    case 'too_large':
      throw new AppError('too_large', FILE_TOO_LARGE)
    case 'unknown_type':
      throw new AppError(
        'unsupported_type',
        'This is not a PDF, PNG, JPEG or ZIP by its content. Nothing was stored.',
      )
    case 'broken': {
      // Whoever sent it knows better what was wrong with it.
      if (end.cause instanceof AppError) throw end.cause
      throw new AppError(
        'invalid',
        'The file did not arrive whole. Nothing was stored. Send it again.',
      )
    }
  }
}
