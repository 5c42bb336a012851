import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { Drift } from '../../domain/publishing/drift/read-drift.ts'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { type DriftField, DriftForm } from './drift-form.tsx'
import { driftWords as words } from './drift-words.ts'
import type { PlanFrame } from './plan-value.tsx'
import { planWords } from './plan-words.ts'
import { productPath } from './product-path.ts'

export type DriftPageProps = {
  frame: PageFrame
  product: FullProduct
  drift: Drift
  fields: readonly DriftField[]
  isGone: boolean
  values: PlanFrame
  now: number
}

/** What was changed at the shop since it was published, and what becomes of each. */
export function DriftPage({ frame, product, drift, fields, values, ...rest }: DriftPageProps) {
  const title = words.title(product.title)
  const path = productPath(product.id)
  return (
    <Layout {...frame} title={title} current={path}>
      <PageHeader
        title={title}
        back={{ href: path, label: product.title }}
        lead={
          fields.length > 0 ? (
            <>
              {words.lead(fields.length, drift.shop_domain)}
              {drift.looked_at ? (
                <>
                  {' '}
                  {words.read} <TimeAgo at={drift.looked_at} now={rest.now} />.
                </>
              ) : null}
            </>
          ) : undefined
        }
      />
      {drift.unreachable ? (
        <Notice tone="amber" title={planWords.unreachable}>
          <p>{words.unreachable(drift.unreachable)}</p>
        </Notice>
      ) : null}
      {fields.length === 0 ? (
        <EmptyState
          title={words.none}
          icon="approval"
          action={<ButtonLink href={path}>{words.backToProduct}</ButtonLink>}
        >
          {words.noneText(drift.shop_domain)}
        </EmptyState>
      ) : (
        <DriftForm
          productId={product.id}
          fields={fields}
          frame={values}
          isGone={rest.isGone}
          back={path}
        />
      )}
    </Layout>
  )
}
