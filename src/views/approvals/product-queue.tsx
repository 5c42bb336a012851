import { ActionForm } from '../components/action-form.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { elementId } from '../components/field-id.ts'
import { ImageGrid, Tile } from '../components/image-grid.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { Decided, REVIEW_FORM, REVIEW_PART, type ShownItem } from './review-tile.tsx'
import { type ReviewUrlFilters, reviewUrl } from './review-url.ts'
import { reviewWords as words } from './words.ts'

type Props = {
  items: readonly ShownItem[]
  filters: ReviewUrlFilters
  collections: Collections
  now: number
}

/** Products that are published once they are approved. */
export function ProductQueue({ items, ...props }: Props) {
  return (
    <ImageGrid label={words.list.product} keys>
      {items.map((item) => (
        <ProductTile {...props} item={item} />
      ))}
    </ImageGrid>
  )
}

type TileProps = Omit<Props, 'items'> & { item: ShownItem }

function ProductTile({ item, filters, collections, now }: TileProps) {
  const { id, title, status, collection } = item
  const isOpen = status === 'pending'
  return (
    <Tile
      id={elementId('approval', id)}
      href={`/products/${item.reference_id}`}
      picture={{
        src: item.picture,
        alt: title,
        width: item.width,
        height: item.height,
        ratio: 'landscape',
        placeholder: 'product',
      }}
      title={title}
      badges={collection ? <CollectionBadge of={collection} collections={collections} /> : null}
      select={isOpen ? { name: 'id', value: id, label: title, form: REVIEW_FORM } : undefined}
      actions={isOpen ? <Decide item={item} filters={filters} /> : undefined}
    >
      {isOpen ? (
        <p class="small muted">
          {words.waiting} <TimeAgo at={item.created_at} now={now} />
        </p>
      ) : (
        <Decided item={item} now={now} />
      )}
    </Tile>
  )
}

function Decide({ item, filters }: Pick<TileProps, 'item' | 'filters'>) {
  const { id, title } = item
  const action = (verb: string) => reviewUrl(filters, {}, `/approvals/${id}/${verb}`)
  return (
    <>
      <ConfirmButton
        id={elementId('publish', id)}
        label={words.approve}
        title={words.confirm.one(title)}
        action={action('approve')}
        values={{ confirmed: 'true' }}
        confirmLabel={words.approveAndPublish}
        confirmVariant="primary"
        variant="primary"
        size="small"
        shortcut="a"
      >
        <p>{words.confirm.body}</p>
      </ConfirmButton>
      <ActionForm
        action={action('reject')}
        size="small"
        shortcut="r"
        results={REVIEW_PART}
        decides="item"
        label={words.rejectOf(title)}
      >
        {words.reject}
      </ActionForm>
    </>
  )
}
