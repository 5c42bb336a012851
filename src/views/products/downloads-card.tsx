import type { FileChoice } from '../../domain/digital-files/list-digital-files.ts'
import type { FullProduct, VariantRow } from '../../domain/products/load-parts.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox } from '../components/choice.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { FormActions } from '../components/form.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { DigitalFileSelect } from '../digital-files/digital-file-select.tsx'
import { fileWords } from '../digital-files/words.ts'
import { productPath } from './product-path.ts'
import { saleWords as words } from './sale-words.ts'

export type DownloadChoices = {
  /** From `listFileChoices`. */
  files: readonly FileChoice[]
  /** What files were searched for where there is no script. */
  search: string | undefined
  /** What was chosen meanwhile, by the ids of variants. */
  chosen: ReadonlyMap<string, string>
  isSaid: boolean
}

type Props = { product: FullProduct; choices: DownloadChoices; now: number }

/** What customers of each digital variant download, and whether the delivery app has it. */
export function DownloadsCard({ product, choices, now }: Props) {
  const downloads = product.variants.filter(({ is_digital }) => is_digital)
  if (downloads.length === 0) return null
  const isOpen = downloads.some(({ delivery_confirmed_at: at }) => at === null)
  return (
    <Card title={words.downloads} flush>
      <form
        class="form"
        method="post"
        action={productPath(product.id, 'delivery')}
        aria-label={words.downloads}
      >
        <input type="hidden" name="version" value={String(product.version)} />
        <DataTable
          caption={words.downloads}
          columns={columnsOf({ product, choices, now })}
          rows={downloads}
        />
        <div class="card-body stack">
          {isOpen ? (
            <Checkbox
              name="accept_undelivered"
              label={words.undelivered}
              hint={words.undeliveredHint}
              checked={choices.isSaid}
            />
          ) : null}
          <FormActions>
            <Button>{words.save}</Button>
            <a href="/digital-files">{fileWords.upload}</a>
          </FormActions>
        </div>
      </form>
    </Card>
  )
}

function columnsOf({ product, choices, now }: Props): Column<VariantRow>[] {
  return [
    { key: 'variant', header: words.variant, primary: true, cell: ({ title }) => title },
    {
      key: 'file',
      header: words.file,
      cell: (variant) => <File variant={variant} productId={product.id} choices={choices} />,
    },
    {
      key: 'sky_pilot',
      header: words.skyPilot,
      cell: ({ sky_pilot_asset_id: id }) => (id ? <code>{id}</code> : <span class="muted">–</span>),
    },
    {
      key: 'delivery',
      header: words.delivery,
      cell: (variant) => <Delivery variant={variant} now={now} />,
    },
  ]
}

type FileProps = { variant: VariantRow; productId: string; choices: DownloadChoices }

function File({ variant, productId, choices }: FileProps) {
  const { id, title, digital_file_id: fileId } = variant
  return (
    <div class="stack stack-small">
      <DigitalFileSelect
        name={`digital_file:${id}`}
        label={words.fileOf(title)}
        hideLabel
        files={choices.files}
        value={choices.chosen.get(id) ?? fileId}
        search={choices.search}
        formaction={productPath(productId, 'delivery/find')}
      />
      {fileId ? (
        <a class="small" href={`/digital-files/${fileId}/download`} download>
          {words.download(variant.digital_file_name ?? '')}
        </a>
      ) : null}
    </div>
  )
}

function Delivery({ variant, now }: { variant: VariantRow; now: number }) {
  const { delivery_confirmed_at: at, delivery_confirmed_by: by } = variant
  if (at === null) return <span class="muted">{words.notConfirmed}</span>
  return (
    <span>
      {words.confirmedBy} {by}, <TimeAgo at={at} now={now} />
    </span>
  )
}
