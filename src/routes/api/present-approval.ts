import * as z from 'zod'
import type { Context } from '../../context.ts'
import type { ApprovalItem } from '../../db/schema/desk.ts'
import { APPROVAL_STATUSES, APPROVAL_TYPES, reasonCode } from '../../domain/approvals/schemas.ts'

const payloadKeys = z.object({
  mockupUrl: z.string().nullish(),
  thumbnailUrl: z.string().nullish(),
})

export const approvalAnswer = z.object({
  id: z.string(),
  type: z.enum(APPROVAL_TYPES),
  reference_id: z.string(),
  reference_table: z.string(),
  payload: z.record(z.string(), z.unknown()),
  collection: z.string().nullable(),
  priority: z.int(),
  status: z.enum(APPROVAL_STATUSES),
  sample: z.boolean(),
  decided_at: z.string().nullable(),
  decided_by: z.string().nullable(),
  reason: z.string().nullable(),
  reason_code: reasonCode.nullable(),
  created_at: z.string(),
})

/** An approval item as the JSON API shows it: where the row keeps files' keys it has links. */
export async function presentApproval(
  ctx: Context,
  item: ApprovalItem,
): Promise<z.output<typeof approvalAnswer>> {
  const keys = payloadKeys.parse(item.payload)
  const links = Object.entries(keys).map(async ([name, key]) => [
    name,
    key ? await ctx.files.link(key) : null,
  ])
  const payload = { ...item.payload, ...Object.fromEntries(await Promise.all(links)) }
  return approvalAnswer.parse({ ...item, payload })
}
