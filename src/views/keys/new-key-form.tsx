import type { ApiKeyScope } from '../../domain/accounts/schemas.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxGroup } from '../components/choice.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { permissionLabels, keyWords as words } from './words.ts'

export type NewKeyFormProps = {
  scopes: readonly ApiKeyScope[]
  name?: string
  chosen?: readonly string[]
  lifetimeDays?: string
  errors?: Record<string, string>
}

const LIFETIMES = [
  { value: '30', label: words.days(30) },
  { value: '90', label: words.days(90) },
  { value: '365', label: words.year },
]

export function NewKeyForm({ scopes, name, chosen, lifetimeDays, errors = {} }: NewKeyFormProps) {
  return (
    <Card title={words.createTitle} lead={words.createLead} id="new-key">
      <Form action="/keys" novalidate>
        <TextField
          name="name"
          label={words.name}
          hint={words.nameHint}
          value={name}
          error={errors.name}
          maxlength={64}
          autocomplete="off"
          required
        />
        <CheckboxGroup
          name="scopes"
          label={words.permissions}
          choices={scopes.map((scope) => ({ value: scope, ...permissionLabels[scope] }))}
          values={chosen ?? scopes}
          error={errors.scopes}
        />
        <Select
          name="lifetimeDays"
          label={words.lifetime}
          options={LIFETIMES}
          emptyLabel={words.never}
          value={lifetimeDays}
          error={errors.lifetimeDays}
        />
        <FormActions>
          <Button variant="primary">{words.create}</Button>
        </FormActions>
      </Form>
    </Card>
  )
}
