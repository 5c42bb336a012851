import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { ListedChange } from '../../domain/publishing/undo/list-changes.ts'
import type { Page } from '../../paging.ts'
import { Badge } from '../components/badge.tsx'
import { Card } from '../components/card.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Pager } from '../components/pager.tsx'
import { DateText, TimeAgo } from '../components/time-ago.tsx'
import type { Tone } from '../components/tone.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { changeWords as words } from './change-words.ts'
import { changeLabel, UndoButton } from './changes-card.tsx'
import { productPath } from './product-path.ts'

export type ChangesPageProps = {
  frame: PageFrame
  product: Pick<FullProduct, 'id' | 'title'>
  page: Page<ListedChange>
  now: number
}

const tones: Record<ListedChange['state'], Tone> = { waiting: 'teal', done: 'sage', failed: 'red' }

/** Every change of a product at its shops that is kept, newest first. */
export function ChangesPage({ frame, product, page, now }: ChangesPageProps) {
  const title = words.pageTitle(product.title)
  const path = productPath(product.id)
  return (
    <Layout {...frame} title={title} current={path}>
      <PageHeader title={title} lead={words.lead} back={{ href: path, label: product.title }} />
      {page.rows.length === 0 ? (
        <EmptyState title={words.none} icon="activity">
          {words.noneText}
        </EmptyState>
      ) : (
        <>
          <Card flush>
            <DataTable
              caption={words.title}
              columns={columnsOf(product.id, now)}
              rows={page.rows}
            />
          </Card>
          <Pager {...page} path={productPath(product.id, 'changes')} query={{}} />
        </>
      )}
    </Layout>
  )
}

function columnsOf(productId: string, now: number): Column<ListedChange>[] {
  return [
    {
      key: 'kind',
      header: words.change,
      primary: true,
      cell: (change) => (
        <span>
          {changeLabel(change)}
          {change.shop_domain ? (
            <span class="small muted"> {words.at(change.shop_domain)}</span>
          ) : null}
        </span>
      ),
    },
    { key: 'who', header: words.who, cell: ({ actor }) => actor },
    {
      key: 'when',
      header: words.when,
      narrow: true,
      cell: ({ created_at }) => <TimeAgo at={created_at} now={now} />,
    },
    { key: 'state', header: words.state, narrow: true, cell: (change) => <State of={change} /> },
    {
      key: 'until',
      header: words.until,
      narrow: true,
      from: 'medium',
      cell: ({ can_undo, undo_until }) => (can_undo ? <DateText at={undo_until} /> : null),
    },
    {
      key: 'undo',
      header: words.action,
      hideHeader: true,
      narrow: true,
      cell: (change) => <UndoButton productId={productId} change={change} />,
    },
  ]
}

function State({ of: change }: { of: ListedChange }) {
  if (change.undone_by !== null) {
    return (
      <Badge>
        {words.undone}
        {change.undone_actor && change.undone_actor !== change.actor
          ? ` ${words.undoneBy(change.undone_actor)}`
          : null}
      </Badge>
    )
  }
  if (change.state === 'done') return null
  return <Badge tone={tones[change.state]}>{words.states[change.state]}</Badge>
}
