import { Button } from '../components/button.tsx'
import { swapAttributes } from '../components/swap-attributes.ts'
import { TextField } from '../components/text-field.tsx'
import { MOCKUP_PART } from './mockup-actions.tsx'
import { mockupWords } from './words.ts'

const words = mockupWords.score

export type ScoreFormProps = {
  action: string
  /** As it is stored. */
  score: number | null
  /** What was typed and not saved, and why. */
  refused?: { value: string; error: string } | undefined
}

/** How good a mockup is, from 0 to 1. What the page had shown goes along: another save is noticed. */
export function ScoreForm({ action, score, refused }: ScoreFormProps) {
  return (
    <form
      {...swapAttributes(MOCKUP_PART)}
      class="score-form"
      method="post"
      action={action}
      aria-label={words.label}
      novalidate
    >
      <input type="hidden" name="seen" value={score ?? ''} />
      <TextField
        name="quality_score"
        label={words.label}
        hint={words.hint}
        error={refused?.error}
        value={refused?.value ?? score}
        type="number"
        inputmode="decimal"
        min={0}
        max={1}
        step={0.01}
        placeholder={words.none}
      />
      <Button size="small">{words.save}</Button>
    </form>
  )
}
