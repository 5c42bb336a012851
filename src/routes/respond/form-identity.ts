import * as z from 'zod'
import { newId } from '../../ids.ts'

const fields = z.object({
  work_id: z
    .uuid()
    .transform((id) => id.toLowerCase())
    .optional()
    .catch(undefined),
  version: z.coerce.number<string>().int().min(0).optional().catch(undefined),
})

export type FormIdentity = { workId: string; version: number | undefined }

/**
 * What a form was opened with: the id of what it creates, and the version of what it edits. A form
 * that brings no id that can be read is new work.
 */
export function formIdentity(body: Record<string, unknown>): FormIdentity {
  const { work_id, version } = fields.parse(body)
  return { workId: work_id ?? newId(), version }
}
