import { classNames } from './class-names.ts'
import { elementId } from './field-id.ts'
import type { Colour } from './tone.ts'

export type ProgressBarProps = {
  label: string
  value: number
  max: number
  tone?: Colour
  /** The value at the right: "12 / 3,500 used this year". */
  valueText?: string
  hideLabel?: boolean
  thin?: boolean
  id?: string
}

/** A labelled bar; a value beyond the end fills it. */
export function ProgressBar({
  label,
  value,
  max,
  tone = 'sage',
  valueText,
  hideLabel,
  thin,
  id,
}: ProgressBarProps) {
  const barId = elementId('bar', id ?? label)
  return (
    <div class={classNames('progress', thin && 'progress-thin')}>
      <div class={classNames('progress-labels', hideLabel && !valueText && 'visually-hidden')}>
        <label class={hideLabel ? 'visually-hidden' : undefined} for={barId}>
          {label}
        </label>
        {valueText ? <span class="figures">{valueText}</span> : null}
      </div>
      <progress
        class={`bar bar-${tone}`}
        id={barId}
        value={Math.max(0, Math.min(value, max))}
        max={Math.max(max, 1)}
      />
    </div>
  )
}
