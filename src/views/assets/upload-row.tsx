import type { Asset } from '../../domain/assets/get-asset.ts'
import type { PrintSize } from '../../domain/assets/print-sizes.ts'
import type { RoomFit } from '../../domain/drafts/judge-rooms.ts'
import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { Button } from '../components/button.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { elementId } from '../components/field-id.ts'
import { FieldRow } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { SearchedSelect } from '../components/searched-select.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { Thumb } from '../components/thumb.tsx'
import { colourWarnings } from './describe-colours.ts'
import { describeShape, describeSizes } from './describe-print.ts'
import { quoteOptions } from './quote-options.ts'
import { uploadWords as words } from './words.ts'

export type UploadedRowProps = {
  asset: Asset
  /** Where its thumbnail is. */
  picture: string
  sizes: readonly PrintSize[]
  rooms: RoomFit
  collections: Collections
  /** Those that are chosen: others are read when they are asked for. */
  quotes: readonly QuoteChoice[]
  values?: { title?: string; quote?: string; newQuote?: string; collection?: string }
  errors?: Readonly<Record<string, string>>
}

/** An artwork that was just uploaded: its title, and on demand a quote and collection of its own. */
export function UploadedRow(props: UploadedRowProps) {
  const { asset, values = {}, errors = {} } = props
  const { id } = asset
  const hasOwn = Boolean(values.quote || values.newQuote || values.collection)
  const warnings = colourWarnings(asset)
  const isWrong = Boolean(errors[`collection:${id}`] || errors[`quote:${id}`])
  return (
    <li class="upload" id={elementId('upload', id)} data-uploaded={id}>
      <Thumb src={props.picture} alt="" ratio="portrait" size="small" eager />
      <div class="upload-body">
        <input type="hidden" name="id" value={id} />
        <TextField
          name={`title:${id}`}
          label={words.titleOf(asset.title)}
          hideLabel
          required
          maxlength={200}
          value={values.title ?? asset.title}
          error={errors[`title:${id}`]}
        />
        <p class="upload-facts">
          {describeSizes(props.sizes)}. {describeShape(asset, props.rooms)}.
        </p>
        {warnings.length > 0 ? (
          <p class="upload-warning">
            <Icon name="warning" />
            <span>{warnings.join(' ')}</span>
          </p>
        ) : null}
        <details class="disclosure" open={hasOwn || isWrong}>
          <summary aria-label={words.ownOf(asset.title)}>{words.own}</summary>
          <OwnFields {...props} />
        </details>
      </div>
      <Button
        variant="quiet"
        size="small"
        formaction="/assets/upload/remove"
        formnovalidate
        name="remove"
        value={id}
        data-remove
        aria-label={words.removeOf(asset.title)}
      >
        {words.remove}
      </Button>
    </li>
  )
}

function OwnFields({ asset, collections, quotes, values = {}, errors = {} }: UploadedRowProps) {
  const { id } = asset
  return (
    <FieldRow>
      <SearchedSelect
        name={`quote:${id}`}
        label={words.quote}
        searchName="quote_search"
        searchLabel={words.searchQuotes}
        search={{ text: undefined, href: '/quotes/choices' }}
        emptyLabel={words.sameQuote}
        lazy
        options={quoteOptions(quotes, collections)}
        value={values.quote}
        error={errors[`quote:${id}`]}
        adds={{
          name: `new_quote:${id}`,
          label: words.newQuote,
          value: values.newQuote,
          maxlength: 1000,
        }}
      />
      <Select
        name={`collection:${id}`}
        label={words.collection}
        emptyLabel={words.sameCollection}
        options={collectionOptions(collections, values.collection)}
        value={values.collection}
        error={errors[`collection:${id}`]}
      />
    </FieldRow>
  )
}

export type StoredRowProps = {
  /** `known`: the same file was here before, and nothing was stored. */
  kind: 'stored' | 'known'
  asset: Asset
  picture: string
}

/** An artwork that is there, and needs nothing here. */
export function StoredRow({ kind, asset, picture }: StoredRowProps) {
  return (
    <li class="upload" data-known={kind === 'known' ? asset.id : undefined}>
      <Thumb src={picture} alt="" ratio="portrait" size="small" eager />
      <p class="upload-body">
        <span>
          {words[kind]} <a href={`/assets/${asset.id}`}>{asset.title}</a>
          {asset.status === 'archived' ? ` ${words.knownArchived}` : null}
        </span>
      </p>
    </li>
  )
}

/** A file that was not taken, and why. */
export function RefusedRow({ name, reason }: { name: string; reason: string }) {
  return (
    <li class="upload upload-refused" data-refused>
      <span class="upload-sign">
        <Icon name="warning" />
      </span>
      <div class="upload-body">
        <p class="upload-name">{name}</p>
        <p class="upload-reason">{reason}</p>
      </div>
    </li>
  )
}
