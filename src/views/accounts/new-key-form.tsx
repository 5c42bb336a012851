import type { ApiKeyScope } from '../../domain/accounts/schemas.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxGroup } from '../components/choice.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { SCOPE_LABELS } from './scope-labels.ts'

export type NewKeyFormProps = {
  scopes: readonly ApiKeyScope[]
  name?: string
  chosen?: readonly string[]
  lifetimeDays?: string
  errors?: Record<string, string>
}

const LIFETIMES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
]

export function NewKeyForm({ scopes, name, chosen, lifetimeDays, errors = {} }: NewKeyFormProps) {
  return (
    <Card
      title="Create a key"
      lead="For a program that uses the JSON API in your name."
      id="new-key"
    >
      <Form action="/keys" novalidate>
        <TextField
          name="name"
          label="Name"
          hint="What will use it, such as “Nightly report”."
          value={name}
          error={errors.name}
          maxlength={64}
          autocomplete="off"
          required
        />
        <CheckboxGroup
          name="scopes"
          label="It may"
          choices={scopes.map((scope) => ({ value: scope, ...SCOPE_LABELS[scope] }))}
          values={chosen ?? scopes}
          error={errors.scopes}
        />
        <Select
          name="lifetimeDays"
          label="Ends after"
          options={LIFETIMES}
          emptyLabel="Never"
          value={lifetimeDays}
          error={errors.lifetimeDays}
        />
        <FormActions>
          <Button variant="primary">Create key</Button>
        </FormActions>
      </Form>
    </Card>
  )
}
