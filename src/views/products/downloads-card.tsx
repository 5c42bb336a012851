import type { FullProduct, VariantRow } from '../../domain/products/load-parts.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { FormActions } from '../components/form.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { productPath } from './product-path.ts'
import { SaleChecks } from './sale-checks.tsx'
import { saleWords as words } from './sale-words.ts'

type Props = { product: FullProduct; now: number }

/** What customers of each digital variant download, and whether the delivery app has it. */
export function DownloadsCard({ product, now }: Props) {
  const downloads = product.variants.filter(({ is_digital }) => is_digital)
  if (downloads.length === 0) return null
  const isOpen = downloads.some(
    (variant) => variant.digital_file_id !== null && variant.delivery_confirmed_at === null,
  )
  return (
    <Card title={words.downloads} flush>
      <DataTable caption={words.downloads} columns={columnsOf({ product, now })} rows={downloads} />
      {isOpen ? (
        <form
          class="form card-body"
          method="post"
          action={productPath(product.id, 'delivery')}
          aria-label={words.undelivered}
        >
          <input type="hidden" name="version" value={String(product.version)} />
          <SaleChecks accepts={['acceptUndelivered']} />
          <FormActions>
            <Button>{words.confirm}</Button>
          </FormActions>
        </form>
      ) : null}
    </Card>
  )
}

function columnsOf({ product, now }: Props): Column<VariantRow>[] {
  return [
    { key: 'variant', header: words.variant, primary: true, cell: ({ title }) => title },
    {
      key: 'file',
      header: words.file,
      cell: (variant) => <File variant={variant} productId={product.id} />,
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

function File({ variant, productId }: { variant: VariantRow; productId: string }) {
  const { digital_file_id: id, digital_file_name: name } = variant
  if (id === null) {
    return (
      <span>
        <span class="muted">{words.none}</span>{' '}
        <a href={productPath(productId, 'edit')}>{words.choose}</a>
      </span>
    )
  }
  return (
    <a href={`/digital-files/${id}/download`} download>
      {name}
    </a>
  )
}

function Delivery({ variant, now }: { variant: VariantRow; now: number }) {
  const { delivery_confirmed_at: at, delivery_confirmed_by: by } = variant
  if (at === null) return <span class="muted">{words.notConfirmed}</span>
  return (
    <span>
      <TimeAgo at={at} now={now} /> {words.by} {by}
    </span>
  )
}
