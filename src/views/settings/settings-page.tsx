import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox, RadioGroup } from '../components/choice.tsx'
import { ConflictNotice } from '../components/conflict-notice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { conflictingFees, FeesCard, type FeeValues } from './fees-card.tsx'
import { printWords } from './print-words.ts'
import { shopWords } from './shop-words.ts'
import { settingsWords as words } from './words.ts'

export type SettingsValues = {
  global_mode: string
  mockups: string
  products: string
  annual_mockup_budget: string
  monthly_mockup_soft_limit: string
  min_dpi: string
  send_cost: boolean
} & FeeValues

export type SettingsPageProps = {
  frame: PageFrame
  /** The version that was read. */
  version?: number
  values: SettingsValues
  errors?: Readonly<Record<string, string>>
  /** The settings were changed since the form was opened: what they are now. */
  stored?: SettingsValues
}

type Part = Required<Pick<SettingsPageProps, 'values' | 'errors'>>

export function SettingsPage(props: SettingsPageProps) {
  const { frame, version, values, errors = {}, stored } = props
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return (
    <Layout {...frame} title={words.title} current="/settings">
      <PageHeader title={words.title} lead={words.lead} />
      <Form action="/settings" label={words.form} warnUnsaved>
        <FormIdentity version={version} />
        <ErrorSummary errors={summary} />
        {stored ? <SettingsConflict values={values} stored={stored} /> : null}
        <Modes values={values} errors={errors} />
        <Guardrails values={values} errors={errors} />
        <PrintQuality values={values} errors={errors} />
        <FeesCard values={values} errors={errors} />
        <AtShopify values={values} />
        <FormActions>
          <Button variant="primary">{words.save}</Button>
        </FormActions>
      </Form>
    </Layout>
  )
}

const MODE_LABELS: Record<string, string> = {
  supervised: words.supervised,
  autopilot: words.autopilot,
}
const OVERRIDES: Record<string, string> = {
  '': words.same,
  supervised: words.alwaysSupervised,
  autopilot: words.alwaysAutopilot,
}

function SettingsConflict({ values, stored }: { values: SettingsValues; stored: SettingsValues }) {
  const field = (label: string, read: (values: SettingsValues) => string | undefined) => ({
    label,
    yours: read(values),
    now: read(stored),
  })
  return (
    <ConflictNotice
      kind="changed"
      title={words.changedMeanwhile}
      href="/settings"
      fields={[
        field(words.everything, ({ global_mode }) => MODE_LABELS[global_mode]),
        field(words.mockups, ({ mockups }) => OVERRIDES[mockups]),
        field(words.products, ({ products }) => OVERRIDES[products]),
        field(words.annualBudget, ({ annual_mockup_budget }) => annual_mockup_budget),
        field(words.monthlyLimit, ({ monthly_mockup_soft_limit }) => monthly_mockup_soft_limit),
        field(printWords.minDpi, ({ min_dpi }) => min_dpi),
        ...conflictingFees(values, stored),
        field(shopWords.sendCost, ({ send_cost }) => (send_cost ? shopWords.yes : shopWords.no)),
      ]}
    />
  )
}

function Modes({ values, errors }: Part) {
  const isAutopilot = values.global_mode === 'autopilot'
  const asAll = words.sameAs((isAutopilot ? words.autopilot : words.supervised).toLowerCase())
  const options = ['supervised', 'autopilot'].map((value) => ({
    value,
    label: OVERRIDES[value] ?? value,
  }))
  return (
    <Card id="modes" title={words.who} lead={words.whoLead}>
      <RadioGroup
        name="global_mode"
        label={words.everything}
        value={values.global_mode}
        error={errors.global_mode}
        required
        choices={[
          {
            value: 'supervised',
            label: words.supervised,
            hint: words.supervisedHint,
          },
          {
            value: 'autopilot',
            label: words.autopilot,
            hint: words.autopilotHint,
          },
        ]}
      />
      <FieldRow>
        <Select
          name="mockups"
          label={words.mockups}
          hint={words.mockupsHint}
          value={values.mockups}
          error={errors.mockups}
          emptyLabel={asAll}
          options={options}
        />
        <Select
          name="products"
          label={words.products}
          hint={words.productsHint}
          value={values.products}
          error={errors.products}
          emptyLabel={asAll}
          options={options}
        />
      </FieldRow>
    </Card>
  )
}

function Guardrails({ values, errors }: Part) {
  return (
    <Card
      id="guardrails"
      title={words.credits}
      lead={
        <>
          {words.creditsLead} <a href="/credits">{words.statement}</a>.
        </>
      }
    >
      <FieldRow>
        <TextField
          name="annual_mockup_budget"
          label={words.annualBudget}
          hint={words.annualBudgetHint}
          inputmode="numeric"
          suffix={words.unit}
          short
          required
          maxlength={7}
          value={values.annual_mockup_budget}
          error={errors.annual_mockup_budget}
        />
        <TextField
          name="monthly_mockup_soft_limit"
          label={words.monthlyLimit}
          hint={words.monthlyLimitHint}
          inputmode="numeric"
          suffix={words.unit}
          short
          required
          maxlength={7}
          value={values.monthly_mockup_soft_limit}
          error={errors.monthly_mockup_soft_limit}
        />
      </FieldRow>
    </Card>
  )
}

function PrintQuality({ values, errors }: Part) {
  return (
    <Card id="print-quality" title={printWords.title} lead={printWords.lead}>
      <TextField
        name="min_dpi"
        label={printWords.minDpi}
        hint={printWords.minDpiHint}
        inputmode="numeric"
        suffix={printWords.unit}
        short
        required
        maxlength={3}
        value={values.min_dpi}
        error={errors.min_dpi}
      />
    </Card>
  )
}

function AtShopify({ values }: Pick<Part, 'values'>) {
  return (
    <Card id="at-shopify" title={shopWords.title} lead={shopWords.lead}>
      <input type="hidden" name="at_shopify" value="shown" />
      <Checkbox
        name="send_cost"
        label={shopWords.sendCost}
        hint={shopWords.sendCostHint}
        checked={values.send_cost}
      />
    </Card>
  )
}
