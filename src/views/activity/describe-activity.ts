import { reasonCode as reasonCodes } from '../../domain/approvals/schemas.ts'
import { reasonText } from '../approvals/reason-codes.ts'
import { capitalized } from '../components/capitalized.ts'
import { retireReasonLabels } from '../products/retire-reasons.ts'
import { type ActivityDescription, activityDescriptions, type Details, textOf } from './words.ts'

type Describe = (details: Details) => ActivityDescription

const BY_TYPE: ReadonlyMap<string, Describe> = new Map(Object.entries(activityDescriptions))

/** What a row of the log says. An action without a description is shown by its name. */
export function describeActivity(actionType: string, details: Details): ActivityDescription {
  const describe = BY_TYPE.get(actionType)
  if (describe) return describe(details)
  return { did: capitalized(actionType.replaceAll('_', ' ')) }
}

const RETIRED_FOR: ReadonlyMap<string, string | undefined> = new Map(
  Object.entries({ ...retireReasonLabels, manual: undefined }),
)

/** Why, where the row says so: an error, a person's reason, or what a product was retired for. */
export function activityReason(actionType: string, details: Details): string | undefined {
  const reason = textOf(details, 'reason')
  if (actionType === 'product_retired') return RETIRED_FOR.get(reason ?? '')
  return textOf(details, 'error') ?? reasonText({ reason, reason_code: codeOf(details) })
}

function codeOf({ reasonCode }: Details) {
  return reasonCodes.safeParse(reasonCode).data
}
