import type { Asset } from '../../domain/assets/get-asset.ts'
import type { ButtonSize } from '../components/button.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { elementId } from '../components/field-id.ts'
import { type AssetFilters, assetsUrl } from './assets-url.ts'
import { artworkWords as words } from './words.ts'

type DeleteButtonProps = {
  asset: Pick<Asset, 'id' | 'title'>
  filters: AssetFilters
  hasMockups: boolean
  size?: ButtonSize
}

/** Deletes an artwork, after saying what is deleted with it; leads to the list. */
export function DeleteButton({ asset, filters, hasMockups, size }: DeleteButtonProps) {
  return (
    <ConfirmButton
      id={elementId('delete', asset.id)}
      label={words.delete}
      title={words.deleteTitle(asset.title)}
      action={assetsUrl(filters, {}, `/assets/${asset.id}/delete`)}
      about={asset.title}
      size={size}
      variant="quiet"
    >
      <p>{hasMockups ? words.deleteWithMockups : words.deletePlain}</p>
    </ConfirmButton>
  )
}
