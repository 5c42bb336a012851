import { FieldRow } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import type { SceneField } from './scene-labels.ts'

/** What one field of a scene is shown with. */
export type SceneFieldOf = (name: SceneField) => {
  name: string
  label: string
  scope: string
  value: string | undefined
  error: string | undefined
}

const CONTAIN = 'Contain (whole artwork)'
const FITS = [
  { value: 'cover', label: 'Cover (fill, crop the rest)' },
  { value: 'fill', label: 'Fill (stretch)' },
]

/** A fit as it is called in the form. */
export function fitLabel(fit: string | undefined): string {
  return FITS.find(({ value }) => value === fit)?.label ?? CONTAIN
}

/** How artwork is placed in the smart object. */
export function PlacementFields({ field }: { field: SceneFieldOf }) {
  const pixels = { inputmode: 'numeric', suffix: 'px', short: true } as const
  return (
    <>
      <FieldRow>
        <TextField {...field('default_width')} {...pixels} optional />
        <TextField {...field('default_height')} {...pixels} optional />
        <Select {...field('fit')} emptyLabel={CONTAIN} options={FITS} />
      </FieldRow>
      <details>
        <summary>Exact placement (wins over the fit)</summary>
        <FieldRow>
          <TextField {...field('width')} {...pixels} optional />
          <TextField {...field('height')} {...pixels} optional />
          <TextField {...field('x')} {...pixels} optional />
          <TextField {...field('y')} {...pixels} optional />
        </FieldRow>
        <FieldRow>
          <TextField {...field('rotation')} inputmode="decimal" suffix="°" short optional />
          <TextField
            {...field('scale')}
            hint="0.1 to 2, instead of width and height."
            inputmode="decimal"
            suffix="×"
            short
            optional
          />
        </FieldRow>
      </details>
    </>
  )
}
