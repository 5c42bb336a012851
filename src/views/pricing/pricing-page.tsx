import type { PricingRow } from '../../domain/pricing/load-pricing.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Conflict } from '../components/conflict.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { AddSizeForm, type AddSizeValues } from './add-size-form.tsx'
import { type Editing, PricingTable } from './pricing-table.tsx'

export type PricingPageProps = {
  frame: PageFrame
  rows: readonly PricingRow[]
  currencies: readonly string[]
  editing?: Editing
  /** Given while the form is open. */
  adding?: AddSizeValues
}

export function PricingPage({ frame, rows, currencies, editing, adding }: PricingPageProps) {
  const errors = Object.entries(editing?.errors ?? {})
  return (
    <Layout {...frame} title="Pricing" current="/pricing">
      <PageHeader
        title="Pricing"
        lead="What a new variant costs unless you say otherwise. Products keep the prices they have."
        actions={
          adding ? null : (
            <ButtonLink href="/pricing?add=1#add-size" icon="plus">
              Add a size
            </ButtonLink>
          )
        }
      />
      {adding ? <AddSizeForm values={adding} currencies={currencies} /> : null}
      {editing?.differences ? <Conflict noun="size" differences={editing.differences} /> : null}
      <ErrorSummary errors={errors.map(([name, message]) => ({ name, message }))} scope="price" />
      <Card flush>
        <PricingTable rows={rows} currencies={currencies} editing={editing} />
      </Card>
      <p class="muted small">
        {inOneCurrency(rows)} The margin is what is left of an unframed print after its cost. A
        download costs nothing to make; a frame costs what it costs on top of its print. Where a
        cost is not known, no margin is shown with it.
      </p>
    </Layout>
  )
}

function inOneCurrency(rows: readonly PricingRow[]): string {
  const [first, ...others] = new Set(rows.map(({ currency }) => currency))
  return first && others.length === 0 ? `Amounts are in ${first}.` : ''
}
