import { Checkbox } from '../components/choice.tsx'
import { ACCEPT_FIELDS, type AcceptField } from './acceptances.ts'
import { acceptWords } from './form-words.ts'

type Props = {
  accepted: readonly AcceptField[]
  errors: Readonly<Record<string, string>>
}

/** A box for each thing that was refused, or is said already. */
export function AcceptBoxes({ accepted, errors }: Props) {
  return (
    <>
      {ACCEPT_FIELDS.filter((name) => errors[name] || accepted.includes(name)).map((name) => (
        <Checkbox
          name={name}
          label={acceptWords[name].label}
          checked={accepted.includes(name)}
          error={errors[name]}
        />
      ))}
    </>
  )
}
