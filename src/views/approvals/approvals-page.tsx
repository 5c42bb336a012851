import type { Page } from '../../paging.ts'
import { BulkBar } from '../components/bulk-bar.tsx'
import { ButtonLink } from '../components/button.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { Filters } from '../components/filters.tsx'
import { ImageGrid } from '../components/image-grid.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { formatTotal } from '../components/page-range.ts'
import { Pager } from '../components/pager.tsx'
import { Results } from '../components/results.tsx'
import { Tabs } from '../components/tabs.tsx'
import { TextField } from '../components/text-field.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { ApprovalTile, BULK_FORM, type ShownApproval } from './approval-tile.tsx'
import { type ApprovalFilters, approvalsUrl } from './approvals-url.ts'

type Status = NonNullable<ApprovalFilters['status']>

export type ApprovalsPageProps = {
  frame: PageFrame
  page: Omit<Page<unknown>, 'rows'> & { rows: readonly ShownApproval[] }
  filters: ApprovalFilters & { status: Status }
  counts: Record<Status, number>
  collections: Collections
  now: number
}

const MAX_REASON_CHARACTERS = 500

const TABS = [
  { status: 'pending', label: 'To review' },
  { status: 'approved', label: 'Approved' },
  { status: 'rejected', label: 'Rejected' },
] as const

export function ApprovalsPage(props: ApprovalsPageProps) {
  const { frame, page, filters, counts, collections } = props
  const { status, type, collection } = filters
  return (
    <Layout {...frame} title="Approvals" current="/approvals">
      <PageHeader
        title="Approvals"
        lead="What waits for your eye. Every decision can be changed later."
      />
      {counts.pending + counts.approved + counts.rejected > 0 ? (
        <Filters
          action="/approvals"
          selects={[
            {
              name: 'type',
              label: 'Kind',
              value: type,
              emptyLabel: 'Mockups and products',
              options: [
                { value: 'mockup', label: 'Mockups' },
                { value: 'product', label: 'Products' },
              ],
            },
            {
              name: 'collection',
              label: 'Collection',
              value: collection,
              emptyLabel: 'All Collections',
              options: collectionOptions(collections, collection),
            },
          ]}
          clearHref={type || collection ? approvalsUrl({ status }) : undefined}
        >
          <input type="hidden" name="status" value={status} />
        </Filters>
      ) : null}
      <Results announce={formatTotal(page, 'item')}>
        <Tabs
          label="Approvals by state"
          items={TABS.map((tab) => ({
            href: approvalsUrl({ status: tab.status, type, collection }),
            label: tab.label,
            // They count all items.
            count: type || collection ? undefined : counts[tab.status],
            current: tab.status === status,
          }))}
        />
        <Queue {...props} />
        <Pager {...page} path="/approvals" query={{ ...filters }} />
      </Results>
    </Layout>
  )
}

function Queue({ page, filters, collections, now }: ApprovalsPageProps) {
  if (page.rows.length === 0) return <Nothing filters={filters} />
  return (
    <>
      <ImageGrid label="Items" size="large" keys>
        {page.rows.map((item) => (
          <ApprovalTile {...{ item, filters, collections, now }} />
        ))}
      </ImageGrid>
      <BulkBar
        id={BULK_FORM}
        action={approvalsUrl(filters, {}, '/approvals/bulk')}
        noun="item"
        results="results"
        actions={bulkActions(filters.status)}
      >
        <TextField
          name="reason"
          label="Reason"
          hideLabel
          scope="bulk"
          placeholder="Reason (optional)"
          maxlength={MAX_REASON_CHARACTERS}
        />
      </BulkBar>
    </>
  )
}

function bulkActions(status: Status) {
  const approve = {
    label: 'Approve',
    name: 'decision',
    value: 'approved',
    variant: 'primary' as const,
    shortcut: 'a',
  }
  const reject = {
    label: 'Reject',
    name: 'decision',
    value: 'rejected',
    variant: 'secondary' as const,
    shortcut: 'r',
  }
  if (status === 'approved') return [reject]
  return status === 'rejected' ? [approve] : [approve, reject]
}

function Nothing({ filters }: Pick<ApprovalsPageProps, 'filters'>) {
  if (filters.type || filters.collection || filters.offset || filters.cursor || filters.before) {
    return <NothingMatches clearHref={approvalsUrl({ status: filters.status })} noun="items" />
  }
  if (filters.status !== 'pending') {
    return (
      <EmptyState title={`Nothing ${filters.status} yet`} icon="approval">
        What you decide on is kept here, with who decided and why.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="Nothing waits for you"
      icon="approval"
      action={<ButtonLink href="/generate">Generate mockups</ButtonLink>}
    >
      Finished mockups come here to be looked at before they are used.
    </EmptyState>
  )
}
