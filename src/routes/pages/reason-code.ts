import { reasonCode } from '../../domain/approvals/schemas.ts'

const chosen = reasonCode.optional().catch(undefined)

/** What a form says is wrong: both of its buttons send it, and only a rejection takes it. */
export function reasonCodeOf({ decision, reason_code }: Record<string, unknown>) {
  return { reason_code: decision === 'rejected' ? chosen.parse(reason_code) : undefined }
}
