import type { ListedAsset } from '../../domain/assets/list-assets.ts'
import { ActionForm } from '../components/action-form.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { elementId } from '../components/field-id.ts'
import { Tile } from '../components/image-grid.tsx'
import { shortened } from '../components/shortened.ts'
import { AssetStatusBadge } from '../components/status-badge.tsx'
import { type AssetFilters, assetsUrl } from './assets-url.ts'
import { DeleteButton } from './delete-button.tsx'
import { formatBytes } from './format-bytes.ts'
import { artworksWords as words } from './words.ts'

export const CHOOSE_FORM = 'choose-assets'

export type ShownAsset = ListedAsset & {
  /** Where its thumbnail is. */
  picture: string
}

type AssetTileProps = { asset: ShownAsset; filters: AssetFilters; collections: Collections }

export function AssetTile({ asset, filters, collections }: AssetTileProps) {
  const { id, title, width, height, quote } = asset
  return (
    <Tile
      id={elementId('asset', id)}
      picture={{ src: asset.picture, alt: title, width, height, ratio: 'portrait' }}
      title={title}
      href={assetsUrl(filters, {}, `/assets/${id}`)}
      badges={<Badges asset={asset} collections={collections} />}
      meta={`${width} × ${height} px · ${asset.format.toUpperCase()} · ${formatBytes(asset.byte_size)}`}
      select={
        asset.status === 'active'
          ? { name: 'asset', value: id, label: title, form: CHOOSE_FORM }
          : undefined
      }
      actions={<Actions asset={asset} filters={filters} />}
    >
      {quote ? <p class="small muted">“{shortened(quote.text, 80)}”</p> : null}
      {asset.has_mockups ? (
        <p class="small">
          <a href={`/mockups?assetId=${id}`} aria-label={words.mockupsOf(title)}>
            {words.mockups}
          </a>
        </p>
      ) : null}
    </Tile>
  )
}

function Badges({ asset, collections }: Pick<AssetTileProps, 'asset' | 'collections'>) {
  if (!asset.collection && asset.status === 'active') return null
  return (
    <>
      {asset.collection ? (
        <CollectionBadge of={asset.collection} collections={collections} />
      ) : null}
      {asset.status === 'archived' ? <AssetStatusBadge status="archived" /> : null}
    </>
  )
}

function Actions({ asset, filters }: { asset: ShownAsset; filters: AssetFilters }) {
  const { id, title, status } = asset
  const [verb, label, name] =
    status === 'active'
      ? (['archive', words.archive, words.archiveOf(title)] as const)
      : (['restore', words.restore, words.restoreOf(title)] as const)
  return (
    <>
      <ActionForm
        action={assetsUrl(filters, {}, `/assets/${id}/${verb}`)}
        size="small"
        variant="quiet"
        results="results"
        label={name}
      >
        {label}
      </ActionForm>
      <DeleteButton asset={asset} filters={filters} hasMockups={asset.has_mockups} size="small" />
    </>
  )
}
