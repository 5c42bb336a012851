import { ActionForm } from '../components/action-form.tsx'
import { reviewWords as words } from './words.ts'

type Props = {
  action: string
  back: string
  /** What was decided since this moment is undone, the newest press first. */
  sinceMs: number
  results?: string
}

/** Outside what is swapped: it keeps the moment at which the page was opened. */
export function UndoLast({ action, back, sinceMs, results }: Props) {
  return (
    <span class="review-undo" data-page-keys>
      <ActionForm
        action={action}
        values={{ since: new Date(sinceMs).toISOString(), back }}
        variant="quiet"
        size="small"
        icon="retry"
        shortcut="z"
        results={results}
        label={words.undoLast}
      >
        {words.undo}
      </ActionForm>
    </span>
  )
}
