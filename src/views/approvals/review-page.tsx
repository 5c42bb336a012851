import type { ReviewPage as Listed } from '../../domain/approvals/list-review.ts'
import { withoutPosition } from '../../paging.ts'
import { MAX_SELECTED } from '../../selection.ts'
import { type BulkAction, BulkBar } from '../components/bulk-bar.tsx'
import type { Collections } from '../components/collections.ts'
import { fieldId } from '../components/field-id.ts'
import { PageHeader } from '../components/page-header.tsx'
import { formatTotal } from '../components/page-range.ts'
import { Pager } from '../components/pager.tsx'
import { Results } from '../components/results.tsx'
import { SelectMatching } from '../components/select-matching.tsx'
import { Tabs } from '../components/tabs.tsx'
import { TextField } from '../components/text-field.tsx'
import { formatNumber } from '../format-number.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { FullSize } from '../mockups/full-size.tsx'
import { ProductQueue } from './product-queue.tsx'
import { ReasonField } from './reason-field.tsx'
import { RejectDialog } from './reject-dialog.tsx'
import { ReviewEmpty } from './review-empty.tsx'
import { ReviewFilterChips, ReviewFilters, type ReviewPickers } from './review-filters.tsx'
import { ReviewGroups } from './review-group.tsx'
import { REVIEW_FORM, REVIEW_PART, type ShownItem } from './review-tile.tsx'
import {
  type ReviewKind,
  type ReviewStatus,
  type ReviewUrlFilters,
  reviewUrl,
} from './review-url.ts'
import { UndoLast } from './undo-last.tsx'
import { reviewWords as words } from './words.ts'

export type ReviewPageProps = {
  frame: PageFrame
  page: Omit<Listed, 'rows'> & { rows: readonly ShownItem[] }
  filters: ReviewUrlFilters & { type: ReviewKind; status: ReviewStatus }
  pickers: ReviewPickers
  collections: Collections
  now: number
}

const MAX_REASON_CHARACTERS = 500
const STATUSES = ['pending', 'approved', 'rejected'] as const
const KINDS = ['mockup', 'product'] as const

export function ReviewPage(props: ReviewPageProps) {
  const { frame, page, filters, pickers, collections, now } = props
  const { open } = page
  return (
    <Layout {...frame} title={words.title} current="/approvals" judging={filters.type === 'mockup'}>
      <div class="review">
        <div class="review-header">
          <PageHeader title={words.title} />
          {filters.type === 'mockup' ? (
            <UndoLast
              action={reviewUrl(filters, {}, '/approvals/undo')}
              back={reviewUrl(filters)}
              sinceMs={now}
              results={REVIEW_PART}
            />
          ) : null}
          <ReviewFilters filters={filters} pickers={pickers} collections={collections} />
        </div>
        <Results id={REVIEW_PART} label={formatTotal(page, words.items[filters.type])}>
          <div class="review-bar">
            <Tabs
              label={words.kinds.label}
              items={KINDS.map((type) => ({
                href: reviewUrl({ type }),
                label: words.kinds[type],
                count: formatNumber(open[type]),
                current: type === filters.type,
              }))}
            />
            <Tabs
              label={words.states.label}
              items={STATUSES.map((status) => ({
                href: reviewUrl({ ...withoutPosition(filters), status }),
                label: words.states[status],
                count: countOf(page.counts[status]),
                current: status === filters.status,
              }))}
            />
            <SelectAll {...props} />
          </div>
          <ReviewFilterChips filters={filters} pickers={pickers} collections={collections} />
          <Queue {...props} />
          <Pager {...page} path="/approvals" query={pagerQuery(filters)} />
        </Results>
      </div>
      {filters.type === 'mockup' ? <RejectDialog /> : null}
      {filters.type === 'mockup' ? <FullSize /> : null}
    </Layout>
  )
}

function pagerQuery({ type, status, ...filters }: ReviewPageProps['filters']) {
  return {
    ...withoutPosition(filters),
    type: type === 'mockup' ? undefined : type,
    status: status === 'pending' ? undefined : status,
  }
}

function countOf({ total, total_at_least }: Listed['counts']['pending']): string {
  return total_at_least ? `${formatNumber(total)}+` : formatNumber(total)
}

/** The one box of the bar below, within reach of the first picture. */
function SelectAll({ page, filters }: ReviewPageProps) {
  if (page.rows.length === 0 || !isDecidedHere(filters)) return null
  const id = fieldId('all', { scope: REVIEW_FORM })
  return (
    <label class="choice review-all" for={id} data-scripted>
      <input type="checkbox" id={id} form={REVIEW_FORM} data-select-all />
      <span>{words.selectAll}</span>
    </label>
  )
}

/** A product's decision has gone to Shopify; it is changed on the product's own page. */
function isDecidedHere({ type, status }: ReviewPageProps['filters']): boolean {
  return type === 'mockup' || status === 'pending'
}

function Queue({ page, filters, collections, now }: ReviewPageProps) {
  if (page.rows.length === 0) return <ReviewEmpty page={page} filters={filters} />
  const shown = { items: page.rows, filters, collections, now }
  return (
    <>
      {filters.type === 'mockup' ? <ReviewGroups {...shown} /> : <ProductQueue {...shown} />}
      {isDecidedHere(filters) ? (
        <BulkBar
          id={REVIEW_FORM}
          action={reviewUrl(filters, {}, '/approvals/bulk')}
          noun={words.items[filters.type]}
          results={filters.type === 'mockup' ? REVIEW_PART : undefined}
          actions={bulkActions(filters)}
        >
          {filters.type === 'mockup' ? (
            <SelectMatching
              {...page.counts[filters.status]}
              form={REVIEW_FORM}
              shown={page.rows.length}
              most={MAX_SELECTED}
              noun={words.items.mockup}
            />
          ) : null}
          {filters.type === 'mockup' && filters.status !== 'rejected' ? (
            <ReasonField scope="bulk" hideLabel />
          ) : null}
          <TextField
            name="reason"
            label={words.reason}
            hideLabel
            scope="bulk"
            placeholder={words.reasonHint}
            maxlength={MAX_REASON_CHARACTERS}
          />
        </BulkBar>
      ) : null}
    </>
  )
}

function bulkActions(filters: ReviewPageProps['filters']): BulkAction[] {
  const { type, status } = filters
  const compare = {
    label: words.compare,
    formaction: reviewUrl(filters, {}, '/approvals/compare'),
    variant: 'quiet' as const,
    of: 2,
  }
  const approve = {
    label: type === 'product' ? words.approveAndPublish : words.approve,
    name: 'decision',
    value: 'approved',
    variant: 'primary' as const,
    shortcut: 'a',
  }
  const reject = {
    label: words.reject,
    name: 'decision',
    value: 'rejected',
    variant: 'secondary' as const,
    shortcut: 'r',
  }
  const again = {
    label: words.renderAgain,
    formaction: reviewUrl(filters, {}, '/approvals/again'),
    variant: 'secondary' as const,
    leads: true,
  }
  const more = type === 'mockup' ? [compare] : []
  const products = {
    label: words.createProducts,
    formaction: reviewUrl(filters, {}, '/approvals/products'),
    variant: 'primary' as const,
    leads: true,
  }
  if (status === 'approved') return [...more, reject, ...(type === 'mockup' ? [products] : [])]
  return status === 'rejected' ? [...more, again, approve] : [...more, reject, approve]
}
