import type { AssetChoice } from '../../domain/assets/list-asset-choices.ts'
import type { FileChoice } from '../../domain/digital-files/list-digital-files.ts'
import type { Fees } from '../../domain/pricing/margin.ts'
import { MAX_HTML_CHARACTERS } from '../../domain/products/schemas.ts'
import { variantTitle } from '../../domain/products/variant-title.ts'
import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { Card } from '../components/card.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form } from '../components/form.tsx'
import { KeptNotice } from '../components/kept-notice.tsx'
import { RichTextField } from '../components/rich-text-field.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { AcceptBoxes } from './accept-boxes.tsx'
import type { AcceptField } from './acceptances.ts'
import { kindOfValue } from './finishes.ts'
import { descriptionWords as words } from './form-words.ts'
import { type PickablePicture, PicturePicker } from './picture-picker.tsx'
import { DefaultButton, ProductFormActions, type Publishing } from './product-form-actions.tsx'
import { ProductFormDetails } from './product-form-details.tsx'
import { SeoFields } from './seo-fields.tsx'
import { SizeMatrix } from './size-matrix.tsx'
import type { GridSize } from './variant-cell.tsx'
import { formWords } from './words.ts'

/** What was typed or chosen, as the form shows it again. */
export type ProductValues = {
  title: string
  /** Paragraphs, or the markup of the editor. */
  description: string
  /** What a form without such a field does not name is undefined, and stays. */
  seo_title?: string | undefined
  seo_description?: string | undefined
  /** An id of the list, or `other` for the one that is typed. */
  category?: string | undefined
  category_id: string
  collection: string
  /** Separated by commas. */
  tags: string
  vendor: string
  product_type: string
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
  /** Ids of the files that downloads deliver, by variant; "" for none. */
  files: ReadonlyMap<string, string>
  /** The variants that are not sold now; `hasOff` says that the form has asked. */
  off: readonly string[]
  hasOff: boolean
  /** Ids of what is shown, in its order. */
  pictures: readonly string[]
  publish: boolean
  /** What would be refused, and is meant. */
  accepted: readonly AcceptField[]
  /** The id of what a new form creates: sent again, it creates nothing else. */
  work_id: string
  /** The name that the browser keeps the form under. */
  kept_as: string
  /** What the person saw of a product that is there. */
  version: string
}

/** Artworks whose products are made one after another. */
export type Queue = {
  /** The artworks after this one. */
  next: readonly string[]
  of: number
}

export type ProductFormProps = {
  action: string
  cancelHref: string
  /** A product that is there already: its prices can be set, it is published from its own page. */
  isExisting: boolean
  values: ProductValues
  errors: Readonly<Record<string, string>>
  /** Something in it was typed, and is saved nowhere. */
  isUnsaved: boolean
  sizes: readonly GridSize[]
  /** The artwork whose pixels say how those print. */
  artworkId: string | undefined
  /** Below it a size is sold only where that is said to be meant. */
  minDpi: number
  /** The newest product, whose sizes are ticked. */
  sizesOf?: string
  pictures: readonly PickablePicture[]
  otherPictures: readonly PickablePicture[]
  collections: Collections
  /** The name of the kit whose roles order the pictures. */
  orderedBy?: string
  quotes: readonly QuoteChoice[]
  assets: readonly AssetChoice[]
  /** What those two were searched for. */
  searches: {
    quote_search?: string | undefined
    asset_search?: string | undefined
    file_search?: string | undefined
  }
  /** The domain of the shop that is connected. */
  store?: string
  /** The page that the form is on. */
  path: string
  currency: string
  /** What a sale costs beside the making, in that currency. */
  fees: Fees
  /** Files for downloads to choose from. */
  digitalFiles: readonly FileChoice[]
  /** Currencies that the prices may be in: one, unless the shop sells in another. */
  currencies: readonly string[]
  /** Where a new product would go on sale; undefined while no shop is connected. */
  publishing?: Publishing
  queue?: Queue
  /** The product that this form made before, with other content. */
  created?: { id: string; title: string }
}

export function ProductForm(props: ProductFormProps) {
  const { action, path, values, errors, isUnsaved, pictures, otherPictures, orderedBy } = props
  const summary = Object.entries(errors).map(([name, message]) => ({
    name,
    message: summaryMessage(name, message),
  }))
  return (
    <Form
      action={action}
      label={formWords.form}
      keep={values.kept_as}
      novalidate
      data-product-form
      data-unsaved={isUnsaved ? '' : undefined}
    >
      <DefaultButton {...props} />
      <input type="hidden" name="work_id" value={values.work_id} />
      <input type="hidden" name="kept_as" value={values.kept_as} />
      <input type="hidden" name="version" value={values.version} />
      <QueueFields queue={props.queue} />
      <KeptNotice />
      <ErrorSummary errors={summary} />
      <Card title={formWords.about}>
        <About {...props} />
      </Card>
      <Variants {...props} />
      <Card title={formWords.pictures}>
        <PicturePicker
          pictures={pictures}
          otherPictures={otherPictures}
          orderedBy={orderedBy}
          chosen={values.pictures}
          formaction={path}
          error={errors.picture}
        />
      </Card>
      <SeoFields {...props} />
      <ProductFormDetails {...props} />
      <ProductFormActions {...props} />
    </Form>
  )
}

function QueueFields({ queue }: Pick<ProductFormProps, 'queue'>) {
  if (!queue) return null
  return (
    <>
      <input type="hidden" name="next" value={queue.next.join(',')} />
      <input type="hidden" name="of" value={String(queue.of)} />
    </>
  )
}

/** `price:8x10|white` is one of many prices: the summary names the variant. */
function summaryMessage(name: string, message: string): string {
  const [, value] = name.split(':')
  const title = value === undefined ? '' : variantTitle(kindOfValue(value))
  return title === '' || message.startsWith(title) ? message : `${title}: ${message}`
}

function Variants(props: ProductFormProps) {
  const { isExisting, values, errors, currency, currencies } = props
  return (
    <Card title={formWords.variants} lead={variantsLead(props)}>
      {currencies.length > 1 ? (
        <Select
          name="currency"
          label={formWords.currency}
          hint={isExisting ? formWords.currencyEditHint : formWords.currencyHint}
          options={currencies.map((code) => ({ value: code, label: code }))}
          value={currency}
          error={errors.currency}
        />
      ) : null}
      <SizeMatrix {...props} />
      <AcceptBoxes accepted={values.accepted} errors={errors} />
    </Card>
  )
}

function variantsLead({ isExisting, sizesOf }: ProductFormProps): string {
  if (isExisting) return formWords.variantsEdit
  return sizesOf ? formWords.variantsLast(sizesOf) : formWords.variantsNew
}

const TOOLS = [
  { command: 'bold', label: words.tools.bold, icon: 'bold' },
  { command: 'italic', label: words.tools.italic, icon: 'italic' },
  { command: 'underline', label: words.tools.underline, icon: 'underline' },
  { command: 'h3', label: words.tools.heading, icon: 'heading' },
  { command: 'insertUnorderedList', label: words.tools.bullets, icon: 'bullets' },
  { command: 'insertOrderedList', label: words.tools.numbers, icon: 'numbers' },
  { command: 'blockquote', label: words.tools.quote, icon: 'quote' },
  { command: 'link', label: words.tools.link, icon: 'link' },
] as const

const LINK = {
  label: words.linkTo,
  hint: words.linkHint,
  set: words.setLink,
  remove: words.removeLink,
  bad: words.badLink,
}

function About({ values, errors, collections }: ProductFormProps) {
  return (
    <>
      <FieldRow>
        <TextField
          name="title"
          label={formWords.title}
          required
          maxlength={200}
          value={values.title}
          error={errors.title}
        />
        <Select
          name="collection"
          label={formWords.collection}
          optional
          emptyLabel={formWords.collectionEmpty}
          options={collectionOptions(collections, values.collection)}
          value={values.collection}
          error={errors.collection}
        />
      </FieldRow>
      <RichTextField
        name="description"
        label={words.label}
        optional
        maxlength={MAX_HTML_CHARACTERS}
        hint={words.hint}
        value={values.description}
        error={errors.description}
        toolbar={words.toolbar}
        tools={TOOLS}
        link={LINK}
      />
    </>
  )
}
