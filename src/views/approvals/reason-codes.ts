import type { DecisionReason } from '../../domain/approvals/schemas.ts'

type ReasonCode = NonNullable<DecisionReason['reason_code']>

/** What is wrong with a rejected mockup, as it is chosen and shown. */
export const reasonCodeLabels: Readonly<Record<ReasonCode, { label: string }>> = {
  placement: { label: 'Placement' },
  crop: { label: 'Crop' },
  colour: { label: 'Color' },
  wrong_scene: { label: 'Wrong scene' },
  quality: { label: 'Quality' },
  other: { label: 'Other' },
}

/** "Crop: cut off at the left", or either part; nothing where no reason was given. */
export function reasonText({ reason, reason_code }: DecisionReason): string | undefined {
  const label = reason_code ? reasonCodeLabels[reason_code].label : undefined
  if (label && reason) return `${label}: ${reason}`
  return label ?? (reason || undefined)
}
