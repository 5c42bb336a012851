import type { Acceptance } from '../../errors.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { SaleChecks } from '../products/sale-checks.tsx'
import { saleWords } from '../products/sale-words.ts'
import { type ReviewUrlFilters, reviewUrl } from './review-url.ts'
import { reviewWords as words } from './words.ts'

export type ConfirmPublishPageProps = {
  frame: PageFrame
  products: readonly { id: string; title: string }[]
  filters: ReviewUrlFilters
  reason: string
  /** Why it was not published, and what may be said to be meant. */
  refused?: { sentences: readonly string[]; accepts: readonly Acceptance[] } | undefined
}

/** Names what would be published, and publishes nothing yet. */
export function ConfirmPublishPage(props: ConfirmPublishPageProps) {
  const { frame, products, filters, reason, refused } = props
  const n = products.length
  const [first] = products
  return (
    <Layout {...frame} title={words.confirm.title(n)} current="/approvals">
      <PageHeader
        title={n === 1 && first ? words.confirm.one(first.title) : words.confirm.title(n)}
        back={{ href: reviewUrl(filters), label: words.title }}
      />
      {refused ? (
        <Notice tone="red" title={saleWords.notPublished}>
          {refused.sentences.map((sentence) => (
            <p>{sentence}</p>
          ))}
        </Notice>
      ) : null}
      <Card>
        <form class="form" method="post" action={reviewUrl(filters, {}, '/approvals/bulk')}>
          <ul class="plain-list">
            {products.map((product) => (
              <li>{product.title}</li>
            ))}
          </ul>
          <p class="muted">{n === 1 ? words.confirm.body : words.confirm.bodyOfMany}</p>
          {products.map(({ id }) => (
            <input type="hidden" name="id" value={id} />
          ))}
          <input type="hidden" name="decision" value="approved" />
          <input type="hidden" name="reason" value={reason} />
          <input type="hidden" name="confirmed" value="true" />
          <SaleChecks accepts={refused?.accepts ?? []} />
          <div class="form-actions">
            <Button variant="primary">{words.confirm.button(n)}</Button>
            <a class="button button-quiet" href={reviewUrl(filters)}>
              {words.confirm.cancel}
            </a>
          </div>
        </form>
      </Card>
    </Layout>
  )
}
