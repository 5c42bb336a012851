import type { ListedChange } from '../../domain/publishing/undo/list-changes.ts'
import type { Page } from '../../paging.ts'
import { ActionForm } from '../components/action-form.tsx'
import { Card } from '../components/card.tsx'
import { DateText, TimeAgo } from '../components/time-ago.tsx'
import { changeWords as words } from './change-words.ts'
import { productPath } from './product-path.ts'

type ChangesCardProps = { productId: string; page: Page<ListedChange>; now: number }

/** The newest changes that can be undone, or cannot any more, with a way to all of them. */
export function ChangesCard({ productId, page, now }: ChangesCardProps) {
  if (page.rows.length === 0) return null
  return (
    <Card
      title={words.title}
      actions={
        page.total > page.rows.length ? (
          <a href={productPath(productId, 'changes')}>{words.all}</a>
        ) : undefined
      }
    >
      <ul class="change-list">
        {page.rows.map((change) => (
          <li>
            <div>
              <p>{changeLabel(change)}</p>
              <p class="small muted">
                {change.actor} · <TimeAgo at={change.created_at} now={now} />
                <ChangeNote change={change} />
              </p>
            </div>
            <UndoButton productId={productId} change={change} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

export function changeLabel({ kind, undoes }: ListedChange): string {
  return undoes === null ? words.kinds[kind] : words.undid
}

/** Until when it can be undone, or what became of it. */
function ChangeNote({ change }: { change: ListedChange }) {
  if (change.undone_by !== null) return <> · {words.undone}</>
  if (change.state !== 'done') return <> · {words.states[change.state]}</>
  if (!change.can_undo) return null
  return (
    <>
      <br />
      {words.until} <DateText at={change.undo_until} />
    </>
  )
}

export function UndoButton({ productId, change }: { productId: string; change: ListedChange }) {
  if (!change.can_undo) return null
  return (
    <ActionForm
      action={productPath(productId, `changes/${change.id}/undo`)}
      size="small"
      about={words.about(changeLabel(change))}
    >
      {words.undo}
    </ActionForm>
  )
}
