import type { ReviewPage as Listed } from '../../domain/approvals/list-review.ts'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { applyUrl } from '../recipes/apply-url.ts'
import {
  isNarrowed,
  type ReviewKind,
  type ReviewStatus,
  type ReviewUrlFilters,
  reviewUrl,
} from './review-url.ts'
import { reviewWords as words } from './words.ts'

type Props = {
  page: Pick<Listed, 'counts' | 'open' | 'ready'>
  filters: ReviewUrlFilters & { type: ReviewKind; status: ReviewStatus }
}

/** Nothing in the list: what can be done now. */
export function ReviewEmpty({ page, filters }: Props) {
  const { type, status } = filters
  if (page.ready.length > 0) return <Ready page={page} />
  if (isNarrowed(filters) || filters.offset || filters.cursor || filters.before) {
    const clearHref = reviewUrl({ type, status })
    return <NothingMatches clearHref={clearHref} noun={words.empty.nothingMatches[type]} />
  }
  if (status !== 'pending') {
    return (
      <EmptyState title={words.empty.decided[status]} icon="approval">
        {words.empty.decidedBody}
      </EmptyState>
    )
  }
  const other = type === 'mockup' ? 'product' : 'mockup'
  const isOther = page.open[other] > 0
  return (
    <EmptyState
      title={words.empty.pending[type]}
      icon="approval"
      action={
        <ButtonLink
          href={isOther ? reviewUrl({ type: other }) : '/generate'}
          variant={isOther ? 'primary' : 'secondary'}
        >
          {isOther ? words.empty.otherKind[other](page.open[other]) : words.empty.generate}
        </ButtonLink>
      }
    >
      {words.empty.pendingBody[type]}
    </EmptyState>
  )
}

/** The last one is decided: on to the products. */
function Ready({ page: { ready } }: Pick<Props, 'page'>) {
  const approved = ready.reduce((sum, one) => sum + one.approved, 0)
  const assets = ready.map(({ asset_id }) => asset_id)
  return (
    <EmptyState
      title={words.empty.allDone}
      icon="approval"
      action={
        <div class="cluster">
          <ButtonLink href={applyUrl(assets)} variant="primary" icon="product">
            {words.empty.ready(approved)}
          </ButtonLink>
          <ButtonLink href={`/products/new?assets=${assets.join(',')}`}>
            {words.empty.oneByOne}
          </ButtonLink>
          <ButtonLink href={reviewUrl({ status: 'approved' })}>
            {words.empty.seeApproved}
          </ButtonLink>
        </div>
      }
    >
      {words.empty.readyBody(ready.length)}
    </EmptyState>
  )
}
