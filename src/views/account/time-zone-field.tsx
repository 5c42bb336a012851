import { FieldFrame } from '../components/field.tsx'
import { describedBy, fieldId } from '../components/field-id.ts'
import { accountWords as words } from './words.ts'

type Zone = { name: string; label: string }

/** By the part of the world that their names begin with; UTC has none. */
const REGIONS: ReadonlyMap<string, Zone[]> = Map.groupBy(
  Intl.supportedValuesOf('timeZone').map((name) => ({ name, label: labelOf(name) })),
  ({ name }) => name.split('/')[0] ?? '',
)
const NAMES = new Set([...REGIONS.values()].flat().map(({ name }) => name))

export type TimeZoneFieldProps = {
  /** As chosen; empty for that of the browser. */
  value: string
  error?: string
  /** What the browser says, where it says so. */
  ofBrowser: string | undefined
}

/** The time zones of the world, by region: a select finds one by the letters typed in it. */
export function TimeZoneField({ value, error, ofBrowser }: TimeZoneFieldProps) {
  const name = 'time_zone'
  const id = fieldId(name)
  const hint = words.timeZoneHint
  const isListed = value === '' || value === 'UTC' || NAMES.has(value)
  return (
    <FieldFrame {...{ id, hint, error }} label={words.timeZone}>
      <select
        class="input"
        id={id}
        name={name}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error ? 'true' : undefined}
      >
        <ZoneOption name="" label={words.likeBrowser(ofBrowser)} chosen={value} />
        <ZoneOption name="UTC" label={words.utc} chosen={value} />
        {isListed ? null : <ZoneOption name={value} label={value} chosen={value} />}
        {[...REGIONS].map(([region, zones]) => (
          <optgroup label={region}>
            {zones.map((zone) => (
              <ZoneOption {...zone} chosen={value} />
            ))}
          </optgroup>
        ))}
      </select>
    </FieldFrame>
  )
}

function ZoneOption({ name, label, chosen }: Zone & { chosen: string }) {
  return (
    <option value={name} selected={name === chosen}>
      {label}
    </option>
  )
}

/** "Buenos Aires, Argentina" for America/Argentina/Buenos_Aires: found by the city's first letters. */
function labelOf(name: string): string {
  return name.split('/').slice(1).reverse().join(', ').replaceAll('_', ' ')
}
