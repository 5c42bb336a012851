import { FieldRow } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import type { SceneField } from './scene-labels.ts'
import { sceneFormWords as words } from './words.ts'

/** What one field of a scene is shown with. */
export type SceneFieldOf = (name: SceneField) => {
  name: string
  label: string
  scope: string
  value: string | undefined
  error: string | undefined
}

const FITS = [
  { value: 'cover', label: words.cover },
  { value: 'fill', label: words.fill },
]

/** A fit as it is called in the form. */
export function fitLabel(fit: string | undefined): string {
  return FITS.find(({ value }) => value === fit)?.label ?? words.contain
}

/** How artwork is placed in the smart object. */
export function PlacementFields({ field }: { field: SceneFieldOf }) {
  const pixels = { inputmode: 'numeric', suffix: 'px', short: true } as const
  return (
    <>
      <FieldRow>
        <TextField {...field('default_width')} {...pixels} optional />
        <TextField {...field('default_height')} {...pixels} optional />
        <Select {...field('fit')} emptyLabel={words.contain} options={FITS} />
      </FieldRow>
      <details>
        <summary>{words.exactPlacement}</summary>
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
            hint={words.scaleHint}
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
