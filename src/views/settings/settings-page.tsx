import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { Layout, type LayoutProps } from '../layout.tsx'

export type SettingsValues = {
  global_mode: string
  mockups: string
  products: string
  annual_mockup_budget: string
  monthly_mockup_soft_limit: string
}

export type SettingsPageProps = {
  frame: Pick<LayoutProps, 'user' | 'notices'>
  values: SettingsValues
  errors: Readonly<Record<string, string>>
}

type Part = Pick<SettingsPageProps, 'values' | 'errors'>

export function SettingsPage({ frame, values, errors }: SettingsPageProps) {
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return (
    <Layout {...frame} title="Settings" current="/settings">
      <PageHeader
        title="Settings"
        lead="How much the hub may do by itself, and how much it may spend."
      />
      <Form action="/settings" label="Settings" warnUnsaved>
        <ErrorSummary errors={summary} />
        <Modes values={values} errors={errors} />
        <Guardrails values={values} errors={errors} />
        <FormActions>
          <Button variant="primary">Save settings</Button>
        </FormActions>
      </Form>
    </Layout>
  )
}

function Modes({ values, errors }: Part) {
  const asAll = `As everything (${values.global_mode === 'autopilot' ? 'autopilot' : 'supervised'})`
  const options = [
    { value: 'supervised', label: 'Always supervised' },
    { value: 'autopilot', label: 'Always autopilot' },
  ]
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
          One rendered mockup costs one credit. What was spent stands on the{' '}
          <a href="/credits">credit statement</a>.
        </>
      }
    >
      <FieldRow>
        <TextField
          name="annual_mockup_budget"
          label="Annual budget"
          hint="A wall: nothing is rendered beyond it in one calendar year."
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
          hint="A pace: the hub warns above it and goes on working."
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
