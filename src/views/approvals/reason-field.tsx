import { optionsOf, Select } from '../components/select.tsx'
import { reasonCodeLabels } from './reason-codes.ts'
import { reviewWords as words } from './words.ts'

type Props = {
  scope?: string
  value?: string | undefined
  hideLabel?: boolean
}

/** What is wrong, of a short list: a text may say more. It goes with a rejection only. */
export function ReasonField({ scope, value, hideLabel }: Props) {
  return (
    <Select
      name="reason_code"
      label={words.reasonCode}
      emptyLabel={hideLabel ? words.noReasonCode : words.optional}
      options={optionsOf(reasonCodeLabels)}
      scope={scope}
      value={value}
      hideLabel={hideLabel}
    />
  )
}
