import type { OwnFees } from '../../domain/pricing/fees.ts'
import type { PricingRow } from '../../domain/pricing/load-pricing.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Conflict } from '../components/conflict.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { AddSizeForm, type AddSizeValues } from './add-size-form.tsx'
import { type Editing, PricingTable } from './pricing-table.tsx'
import { pricingWords } from './words.ts'

export type PricingPageProps = {
  frame: PageFrame
  rows: readonly PricingRow[]
  currencies: readonly string[]
  fees: OwnFees
  editing?: Editing
  /** Given while the form is open. */
  adding?: AddSizeValues
}

export function PricingPage(props: PricingPageProps) {
  const { frame, rows, currencies, fees, editing, adding } = props
  const errors = Object.entries(editing?.errors ?? {})
  return (
    <Layout {...frame} title={pricingWords.title} current="/pricing">
      <PageHeader
        title={pricingWords.title}
        lead={pricingWords.lead}
        actions={
          adding ? null : (
            <ButtonLink href="/pricing?add=1#add-size" icon="plus">
              {pricingWords.add}
            </ButtonLink>
          )
        }
      />
      {adding ? <AddSizeForm values={adding} currencies={currencies} /> : null}
      {editing?.differences ? (
        <Conflict noun={pricingWords.noun} differences={editing.differences} />
      ) : null}
      <ErrorSummary errors={errors.map(([name, message]) => ({ name, message }))} scope="price" />
      <Card flush>
        <PricingTable rows={rows} currencies={currencies} fees={fees} editing={editing} />
      </Card>
      <p class="muted small">
        {inOneCurrency(rows)} {pricingWords.explained}
      </p>
    </Layout>
  )
}

function inOneCurrency(rows: readonly PricingRow[]): string {
  const [first, ...others] = new Set(rows.map(({ currency }) => currency))
  return first && others.length === 0 ? pricingWords.allIn(first) : ''
}
