import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { UndoPlan } from '../../domain/publishing/undo/prepare-undo.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { changeWords as words } from './change-words.ts'
import { countRows, type PlanGroup, type PlanRow } from './plan-rows.ts'
import { PlanTables } from './plan-table.tsx'
import type { PlanFrame } from './plan-value.tsx'
import { planWords } from './plan-words.ts'
import { productPath } from './product-path.ts'

export type UndoPageProps = {
  frame: PageFrame
  product: Pick<FullProduct, 'id' | 'title'>
  plan: UndoPlan
  rows: ReadonlyMap<PlanGroup, readonly PlanRow[]>
  values: PlanFrame
  now: number
}

/** What undoing a change does now that something else was changed since. */
export function UndoPage({ frame, product, plan, rows, values, now }: UndoPageProps) {
  const title = words.planTitle(product.title)
  const path = productPath(product.id)
  const count = countRows(rows, ['add', 'change', 'remove'])
  return (
    <Layout {...frame} title={title} current={path}>
      <PageHeader
        title={title}
        back={{ href: path, label: product.title }}
        lead={
          <>
            {words.planLead[plan.kind]}{' '}
            {plan.shop_domain ? (
              <>
                {count > 0 ? planWords.willBeSent(count, plan.shop_domain) : words.nothing}
                {', '}
                {planWords.read} <TimeAgo at={plan.read_at} now={now} />.
              </>
            ) : null}
          </>
        }
      />
      {plan.changed_since ? (
        <Notice tone="amber" title={words.moved}>
          <p>{words.movedText}</p>
        </Notice>
      ) : null}
      <PlanTables rows={rows} frame={values} isOutcome />
      <form method="post" action={productPath(product.id, `changes/${plan.change_id}/undo`)}>
        <input type="hidden" name="plan_id" value={plan.plan_id} />
        <div class="sticky-actions">
          <Button variant="primary">{plan.changed_since ? words.confirm : words.undo}</Button>
          <ButtonLink href={path} variant="quiet">
            {planWords.cancel}
          </ButtonLink>
        </div>
      </form>
    </Layout>
  )
}
