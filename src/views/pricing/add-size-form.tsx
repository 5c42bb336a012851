import { DEFAULT_CURRENCY } from '../../money.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { MoneyField } from '../components/money-field.tsx'
import { TextField } from '../components/text-field.tsx'
import { type Errors, PRICE_FIELDS, type TypedPrices, WEIGHT_FIELDS } from './price-fields.ts'
import { PriceOptions } from './price-options.tsx'
import { pricingWords } from './words.ts'

const SCOPE = 'add'

export type AddSizeValues = Partial<TypedPrices> & { size?: string; errors?: Errors }

export type AddSizeFormProps = { values: AddSizeValues; currencies: readonly string[] }

export function AddSizeForm({ values, currencies }: AddSizeFormProps) {
  const { errors = {}, size } = values
  const typed = currencies.find((code) => code === values.currency)
  const currency = typed ?? currencies[0] ?? DEFAULT_CURRENCY
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return (
    <Card id="add-size" title={pricingWords.add} lead={pricingWords.addLead}>
      <ErrorSummary errors={summary} scope={SCOPE} />
      <Form action="/pricing" label={pricingWords.add}>
        <FieldRow>
          <TextField
            name="size"
            label={pricingWords.size}
            placeholder="5x7"
            required
            short
            scope={SCOPE}
            value={size}
            error={errors.size}
            autofocus
          />
          {PRICE_FIELDS.map(({ name, label, optional }) => (
            <MoneyField
              name={name}
              label={label}
              optional={optional}
              required={!optional}
              scope={SCOPE}
              value={values[name]}
              currency={currency}
              error={errors[name]}
            />
          ))}
          {WEIGHT_FIELDS.map(({ name, label }) => (
            <TextField
              name={name}
              label={label}
              optional
              inputmode="numeric"
              suffix={pricingWords.grams}
              short
              scope={SCOPE}
              value={values[name]}
              error={errors[name]}
            />
          ))}
        </FieldRow>
        <PriceOptions typed={values} errors={errors} currencies={currencies} scope={SCOPE} />
        <FormActions>
          <Button variant="primary">{pricingWords.addButton}</Button>
          <ButtonLink href="/pricing" variant="quiet">
            {pricingWords.cancel}
          </ButtonLink>
        </FormActions>
      </Form>
    </Card>
  )
}
