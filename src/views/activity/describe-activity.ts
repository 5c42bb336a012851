import { capitalized } from '../components/capitalized.ts'
import { type ActivityDescription, activityDescriptions, type Details, textOf } from './words.ts'

type Describe = (details: Details) => ActivityDescription

const BY_TYPE: ReadonlyMap<string, Describe> = new Map(Object.entries(activityDescriptions))

/** What a row of the log says. An action without a description is shown by its name. */
export function describeActivity(actionType: string, details: Details): ActivityDescription {
  const describe = BY_TYPE.get(actionType)
  if (describe) return describe(details)
  return { did: capitalized(actionType.replaceAll('_', ' ')) }
}

/** Why, where the row says so: an error, or a person's reason. */
export function activityReason(details: Details): string | undefined {
  return textOf(details, 'error') ?? textOf(details, 'reason')
}
