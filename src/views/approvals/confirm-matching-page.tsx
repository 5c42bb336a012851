import type { Decision, DecisionReason } from '../../domain/approvals/schemas.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import type { Collections } from '../components/collections.ts'
import { PageHeader } from '../components/page-header.tsx'
import { MATCHING } from '../components/select-matching.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { reasonText } from './reason-codes.ts'
import { ReviewFilterChips, type ReviewPickers } from './review-filters.tsx'
import { type ReviewStatus, type ReviewUrlFilters, reviewUrl } from './review-url.ts'
import { reviewWords as words } from './words.ts'

export type ConfirmMatchingPageProps = {
  frame: PageFrame
  count: number
  decision: Decision
  why: DecisionReason
  filters: ReviewUrlFilters & { status: ReviewStatus }
  pickers: ReviewPickers
  collections: Collections
}

/** Says what would be decided about all that match, and decides nothing yet. */
export function ConfirmMatchingPage(props: ConfirmMatchingPageProps) {
  const { frame, count, decision, why, filters, pickers, collections } = props
  const title = words.matching.title(decision, count)
  const reason = reasonText(why)
  return (
    <Layout {...frame} title={title} current="/approvals">
      <PageHeader title={title} back={{ href: reviewUrl(filters), label: words.title }} />
      <Card>
        <form class="form" method="post" action={reviewUrl(filters, {}, '/approvals/bulk')}>
          <p>{words.matching.body(count, words.states[filters.status])}</p>
          <ReviewFilterChips filters={filters} pickers={pickers} collections={collections} />
          {reason ? <p>{words.matching.reason(reason)}</p> : null}
          <p class="muted">{words.matching.undo}</p>
          <input type="hidden" name={MATCHING} value={count} />
          <input type="hidden" name="decision" value={decision} />
          <input type="hidden" name="reason" value={why.reason ?? ''} />
          <input type="hidden" name="reason_code" value={why.reason_code ?? ''} />
          <input type="hidden" name="confirmed" value="true" />
          <div class="form-actions">
            <Button variant="primary">{words.matching.button(decision, count)}</Button>
            <a class="button button-quiet" href={reviewUrl(filters)}>
              {words.confirm.cancel}
            </a>
          </div>
        </form>
      </Card>
    </Layout>
  )
}
