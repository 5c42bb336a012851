import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { ConflictNotice } from '../components/conflict-notice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { Layout, type PageFrame } from '../layout.tsx'

export type SettingsValues = {
  global_mode: string
  mockups: string
  products: string
  annual_mockup_budget: string
  monthly_mockup_soft_limit: string
}

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
    <Layout {...frame} title="Settings" current="/settings">
      <PageHeader
        title="Settings"
        lead="How much the hub may do by itself, and how much it may spend."
      />
      <Form action="/settings" label="Settings" warnUnsaved>
        <FormIdentity version={version} />
        <ErrorSummary errors={summary} />
        {stored ? <SettingsConflict values={values} stored={stored} /> : null}
        <Modes values={values} errors={errors} />
        <Guardrails values={values} errors={errors} />
        <FormActions>
          <Button variant="primary">Save settings</Button>
        </FormActions>
      </Form>
    </Layout>
  )
}

const MODE_LABELS: Record<string, string> = { supervised: 'Supervised', autopilot: 'Autopilot' }
const OVERRIDES: Record<string, string> = {
  '': 'As everything',
  supervised: 'Always supervised',
  autopilot: 'Always autopilot',
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
      title="These settings were changed meanwhile"
      href="/settings"
      fields={[
        field('Everything', ({ global_mode }) => MODE_LABELS[global_mode]),
        field('Mockups', ({ mockups }) => OVERRIDES[mockups]),
        field('Products', ({ products }) => OVERRIDES[products]),
        field('Annual budget', ({ annual_mockup_budget }) => annual_mockup_budget),
        field('Monthly soft limit', ({ monthly_mockup_soft_limit }) => monthly_mockup_soft_limit),
      ]}
    />
  )
}

function Modes({ values, errors }: Part) {
  const asAll = `As everything (${values.global_mode === 'autopilot' ? 'autopilot' : 'supervised'})`
  const options = ['supervised', 'autopilot'].map((value) => ({
    value,
    label: OVERRIDES[value] ?? value,
  }))
  return (
    <Card
      id="modes"
      title="Who decides"
      lead="A decision can always be changed afterwards, in either mode."
    >
      <RadioGroup
        name="global_mode"
        label="Everything"
        value={values.global_mode}
        error={errors.global_mode}
        required
        choices={[
          {
            value: 'supervised',
            label: 'Supervised',
            hint: 'Finished mockups and new products wait on the approvals page for a person.',
          },
          {
            value: 'autopilot',
            label: 'Autopilot',
            hint: 'Finished mockups are approved at once, and products are published when asked for.',
          },
        ]}
      />
      <FieldRow>
        <Select
          name="mockups"
          label="Mockups"
          hint="Wins over the choice above, for mockups only."
          value={values.mockups}
          error={errors.mockups}
          emptyLabel={asAll}
          options={options}
        />
        <Select
          name="products"
          label="Products"
          hint="Wins over the choice above, for products only."
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
      title="Mockup credits"
      lead={
        <>
          One rendered mockup costs one credit. What was spent is on the{' '}
          <a href="/credits">credit statement</a>.
        </>
      }
    >
      <FieldRow>
        <TextField
          name="annual_mockup_budget"
          label="Annual budget"
          hint="A hard limit: nothing is rendered beyond it in one calendar year."
          inputmode="numeric"
          suffix="credits"
          short
          required
          maxlength={7}
          value={values.annual_mockup_budget}
          error={errors.annual_mockup_budget}
        />
        <TextField
          name="monthly_mockup_soft_limit"
          label="Monthly soft limit"
          hint="The hub warns above it and keeps working."
          inputmode="numeric"
          suffix="credits"
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
