import type { AssetChoice } from '../../domain/assets/list-asset-choices.ts'
import { variantTitle } from '../../domain/products/variant-title.ts'
import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { quoteOptions } from '../assets/quote-options.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox } from '../components/choice.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { SearchedSelect } from '../components/searched-select.tsx'
import { Select } from '../components/select.tsx'
import { TextArea } from '../components/text-area.tsx'
import { TextField } from '../components/text-field.tsx'
import { kindOfValue } from './finishes.ts'
import { type PickablePicture, PicturePicker } from './picture-picker.tsx'
import { productPath } from './product-path.ts'
import { VariantDetails } from './variant-details.tsx'
import { type GridSize, VariantGrid } from './variant-grid.tsx'

/** What was typed or chosen, as the form shows it again. */
export type ProductValues = {
  title: string
  description: string
  collection: string
  /** Separated by commas. */
  tags: string
  quote_id: string
  asset_id: string
  currency: string
  /** `8x10|white` */
  variants: readonly string[]
  /** Typed prices by variant; "" for the default. */
  prices: ReadonlyMap<string, string>
  /** Typed compare-at prices by variant; "" for none. */
  compared: ReadonlyMap<string, string>
  skyPilot: ReadonlyMap<string, string>
  pictures: ReadonlyMap<string, string>
  publish: boolean
  accept_free: boolean
  /** The id of what a new form creates: sent again, it creates nothing else. */
  work_id: string
  /** What the person saw of a product that is there. */
  version: string
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
  collections: Collections
  /** The name of the kit whose roles order them. */
  orderedBy?: string
  quotes: readonly QuoteChoice[]
  assets: readonly AssetChoice[]
  /** What those two were searched for. */
  searches: { quote_search?: string | undefined; asset_search?: string | undefined }
  /** The page that the form is on. */
  path: string
  currency: string
  /** Currencies that the prices may be in: one, unless the shop sells in another. */
  currencies: readonly string[]
  /** The product that this form made before, with other content. */
  created?: { id: string; title: string }
}

export function ProductForm(props: ProductFormProps) {
  const { action, values, errors, pictures, orderedBy } = props
  const summary = Object.entries(errors).map(([name, message]) => ({
    name,
    message: summaryMessage(name, message),
  }))
  return (
    <Form action={action} label="Product" warnUnsaved novalidate>
      <input type="hidden" name="work_id" value={values.work_id} />
      <input type="hidden" name="version" value={values.version} />
      <ErrorSummary errors={summary} />
      <Card title="About">
        <About {...props} />
      </Card>
      <Variants {...props} />
      <Card title="Pictures">
        <PicturePicker
          pictures={pictures}
          orderedBy={orderedBy}
          chosen={values.pictures}
          error={errors.picture}
        />
      </Card>
      <Actions {...props} />
    </Form>
  )
}

/** `price:8x10|white` is one of many prices: the summary names the variant. */
function summaryMessage(name: string, message: string): string {
  const [, value] = name.split(':')
  return value === undefined ? message : `${variantTitle(kindOfValue(value))}: ${message}`
}

function Variants({ isExisting, values, errors, sizes, currency, currencies }: ProductFormProps) {
  return (
    <Card
      title="Variants"
      lead={
        isExisting
          ? 'Each ticked box is a variant. The price next to it is the default.'
          : 'Each ticked box is a variant, at the price next to it. A download needs a file or a Sky Pilot id before it delivers anything.'
      }
    >
      {currencies.length > 1 ? (
        <Select
          name="currency"
          label="Currency of the prices"
          hint={
            isExisting
              ? 'A product is published only to a shop that sells in its currency. To change it, type every price again.'
              : 'A product is published only to a shop that sells in its currency.'
          }
          options={currencies.map((code) => ({ value: code, label: code }))}
          value={currency}
          error={errors.currency}
        />
      ) : null}
      <VariantGrid
        sizes={sizes}
        chosen={values.variants}
        currency={currency}
        error={errors.variant}
      />
      {isExisting ? (
        <VariantDetails values={values} errors={errors} sizes={sizes} currency={currency} />
      ) : null}
      {errors.accept_free || values.accept_free ? (
        <Checkbox
          name="accept_free"
          label="A price of 0 is meant: this is free"
          checked={values.accept_free}
          error={errors.accept_free}
        />
      ) : null}
    </Card>
  )
}

function Actions({ isExisting, values, created, cancelHref }: ProductFormProps) {
  return (
    <FormActions>
      {isExisting ? null : (
        <Checkbox
          name="publish"
          label="Publish at once"
          hint="On autopilot it goes to the shop; otherwise it waits for your approval."
          checked={values.publish}
        />
      )}
      <Button variant="primary">{buttonLabel(isExisting, created !== undefined)}</Button>
      {created ? (
        <Button formaction={productPath(created.id)}>Save to “{created.title}”</Button>
      ) : null}
      <ButtonLink href={cancelHref} variant="quiet">
        Cancel
      </ButtonLink>
    </FormActions>
  )
}

function buttonLabel(isExisting: boolean, isCreated: boolean): string {
  if (isExisting) return 'Save'
  return isCreated ? 'Create another' : 'Create Product'
}

function About(props: ProductFormProps) {
  const { values, errors, collections, quotes, assets, searches, path } = props
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
          emptyLabel="The quote's or the artwork's, or none"
          options={collectionOptions(collections, values.collection)}
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
        <SearchedSelect
          name="quote_id"
          label="Quote"
          optional
          searchName="quote_search"
          searchLabel="Search quotes"
          search={{ text: searches.quote_search, href: path, formaction: path }}
          emptyLabel="No quote"
          options={quoteOptions(quotes, collections)}
          value={values.quote_id}
          error={errors.quote_id}
        />
        <SearchedSelect
          name="asset_id"
          label="Artwork"
          optional
          searchName="asset_search"
          searchLabel="Search artworks"
          search={{ text: searches.asset_search, href: path, formaction: path }}
          emptyLabel="No artwork"
          options={assets.map(({ id, title }) => ({ value: id, label: title }))}
          value={values.asset_id}
          error={errors.asset_id}
        />
      </FieldRow>
    </>
  )
}
