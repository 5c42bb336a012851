import type { AssetChoice } from '../../domain/assets/list-asset-choices.ts'
import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { quoteOptions } from '../assets/quote-options.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox } from '../components/choice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import { collectionLabels } from '../components/status-labels.ts'
import { TextArea } from '../components/text-area.tsx'
import { TextField } from '../components/text-field.tsx'
import { type PickablePicture, PicturePicker } from './picture-picker.tsx'
import { type GridSize, VariantGrid } from './variant-grid.tsx'
import { VariantPrices } from './variant-prices.tsx'

/** What was typed or chosen, as the form shows it again. */
export type ProductValues = {
  title: string
  description: string
  collection: string
  /** Separated by commas. */
  tags: string
  quote_id: string
  asset_id: string
  /** `8x10|white` */
  variants: readonly string[]
  /** Typed prices by variant; "" for the default. */
  prices: ReadonlyMap<string, string>
  pictures: ReadonlyMap<string, string>
  publish: boolean
}

export type ProductFormProps = {
  action: string
  cancelHref: string
  /** A product that is there already: its prices can be set, it is published from its own page. */
  isExisting: boolean
  values: ProductValues
  errors: Readonly<Record<string, string>>
  sizes: readonly GridSize[]
  pictures: readonly PickablePicture[]
  quotes: readonly QuoteChoice[]
  assets: readonly AssetChoice[]
  currency: string
}

export function ProductForm(props: ProductFormProps) {
  const { action, isExisting, values, errors, sizes, pictures, currency } = props
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return (
    <Form action={action} label="Product" warnUnsaved novalidate>
      <ErrorSummary errors={summary} />
      <Card title="About">
        <About {...props} />
      </Card>
      <Card
        title="Variants"
        lead={
          isExisting
            ? 'Each ticked box is a variant. Beside it stands the default price.'
            : 'Each ticked box is a variant, at the price beside it.'
        }
      >
        <VariantGrid
          sizes={sizes}
          chosen={values.variants}
          currency={currency}
          error={errors.variant}
        />
        {isExisting ? (
          <VariantPrices values={values} errors={errors} sizes={sizes} currency={currency} />
        ) : null}
      </Card>
      <Card title="Pictures">
        <PicturePicker pictures={pictures} chosen={values.pictures} error={errors.picture} />
      </Card>
      <FormActions>
        {isExisting ? null : (
          <Checkbox
            name="publish"
            label="Publish at once"
            hint="On autopilot it goes to the shop; otherwise it waits for your approval."
            checked={values.publish}
          />
        )}
        <Button variant="primary">{isExisting ? 'Save' : 'Create Product'}</Button>
        <ButtonLink href={props.cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </FormActions>
    </Form>
  )
}

function About({ values, errors, quotes, assets }: ProductFormProps) {
  return (
    <>
      <TextField
        name="title"
        label="Title"
        required
        maxlength={200}
        value={values.title}
        error={errors.title}
      />
      <TextArea
        name="description"
        label="Description"
        optional
        rows={5}
        maxlength={10_000}
        hint="Shown at the shop. An empty line starts a new paragraph."
        value={values.description}
        error={errors.description}
      />
      <FieldRow>
        <Select
          name="collection"
          label="Collection"
          optional
          emptyLabel="The quote's, or none"
          options={Object.entries(collectionLabels).map(([value, { label }]) => ({ value, label }))}
          value={values.collection}
          error={errors.collection}
        />
        <TextField
          name="tags"
          label="Tags"
          optional
          hint="Separated by commas."
          value={values.tags}
          error={errors.tags}
        />
      </FieldRow>
      <FieldRow>
        <Select
          name="quote_id"
          label="Quote"
          optional
          emptyLabel="No quote"
          options={quoteOptions(quotes)}
          value={values.quote_id}
          error={errors.quote_id}
        />
        <Select
          name="asset_id"
          label="Artwork"
          optional
          emptyLabel="No artwork"
          options={assets.map(({ id, title }) => ({ value: id, label: title }))}
          value={values.asset_id}
          error={errors.asset_id}
        />
      </FieldRow>
    </>
  )
}
