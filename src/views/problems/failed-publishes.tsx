import type { FailedPublish } from '../../domain/publishing/list-failed-publishes.ts'
import type { Page } from '../../paging.ts'
import { ActionForm } from '../components/action-form.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { elementId } from '../components/field-id.ts'
import { Pager } from '../components/pager.tsx'
import { Thumb } from '../components/thumb.tsx'
import { NextRetry } from '../retries/next-retry.tsx'
import { problemsWords as words } from './words.ts'

export type FailedPublishesProps = {
  page: Omit<Page<unknown>, 'rows'> & { rows: readonly FailedPublish[] }
  now: number
}

/** The products that Shopify did not take: why, and what happens next. */
export function FailedPublishes({ page, now }: FailedPublishesProps) {
  if (page.rows.length === 0) {
    return (
      <EmptyState
        icon="product"
        title={words.nothingFailed}
        action={<ButtonLink href="/products">{words.viewProducts}</ButtonLink>}
      >
        {words.nothingFailedText}
      </EmptyState>
    )
  }
  return (
    <>
      <Card flush>
        <DataTable
          caption={words.failedCaption}
          columns={columns(now)}
          rows={page.rows}
          rowId={({ id }) => elementId('failed', id)}
        />
      </Card>
      <Pager {...page} path="/problems" query={{ tab: 'publishing' }} />
    </>
  )
}

function columns(now: number): Column<FailedPublish>[] {
  return [
    {
      key: 'picture',
      header: words.picture,
      hideHeader: true,
      narrow: true,
      cell: ({ picture }) => <Thumb src={picture} alt="" size="small" />,
    },
    {
      key: 'product',
      header: words.product,
      primary: true,
      cell: ({ id, title, publish_target }) => (
        <div>
          <a href={`/products/${id}`}>{title}</a>
          <br />
          <span class="muted small">{words.failedTargets[publish_target ?? 'active']}</span>
        </div>
      ),
    },
    {
      key: 'reason',
      header: words.reason,
      cell: ({ sync_error }) => sync_error ?? words.unknownReason,
    },
    {
      key: 'next',
      header: words.next,
      cell: ({ retry }) => <NextRetry retry={retry} now={now} />,
    },
    { key: 'actions', header: words.actions, hideHeader: true, narrow: true, cell: Again },
  ]
}

function Again({ id, title, publish_target, retry }: FailedPublish) {
  if (retry?.status === 'running') return null
  const publishes = (publish_target ?? 'active') === 'active'
  return (
    <ActionForm
      action={`/problems/products/${id}/retry`}
      size="small"
      icon="retry"
      about={title}
      results="results"
    >
      {publishes ? words.publishAgain : words.tryAgain}
    </ActionForm>
  )
}
