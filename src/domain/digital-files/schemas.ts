import * as z from 'zod'
import { DIGITAL_FILE_TYPES } from '../../db/schema/digital-files.ts'
import { eitherCase } from '../../either-case.ts'
import { uuid } from '../../ids.ts'
import { type ListQuery, pageQuery, searchText } from '../../paging.ts'

const MEGABYTE = 1024 * 1024
/** The platform takes bodies of 100 MB, and a form adds something to its file. */
export const MAX_FILE_MEGABYTES = 95
export const MAX_FILE_BYTES = MAX_FILE_MEGABYTES * MEGABYTE
export const MAX_FILE_NAME_CHARACTERS = 200

const fileName = z
  .string()
  .trim()
  .max(MAX_FILE_NAME_CHARACTERS, 'A name can have up to 200 characters')

export const newDigitalFile = eitherCase(
  z.strictObject({ asset_id: uuid, name: fileName.optional() }),
)
export const uploadQuery = z.object({ name: fileName.optional() })
export const digitalFileQuery = pageQuery.extend({ search: searchText.optional() })
export type DigitalFileQuery = ListQuery<typeof digitalFileQuery>

/** A file as the JSON API shows it; its link is signed, and good for an hour. */
export const digitalFileAnswer = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  type: z.enum(DIGITAL_FILE_TYPES),
  byte_size: z.int(),
  content_hash: z.string(),
  asset_id: z.uuid().nullable(),
  file_url: z.string(),
  /** Products that deliver it, at most twenty. */
  used_by: z.array(z.object({ id: z.uuid(), title: z.string() })),
  created_at: z.iso.datetime(),
})
