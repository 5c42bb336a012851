import { ActionForm } from '../components/action-form.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { elementId } from '../components/field-id.ts'
import { Thumb } from '../components/thumb.tsx'
import { REVIEW_PART, ReviewTile, type ShownItem } from './review-tile.tsx'
import { type ReviewUrlFilters, reviewUrl } from './review-url.ts'
import { reviewWords as words } from './words.ts'

/** A collection's name fits next to the title from so many pictures on. */
const LEAST_FOR_BADGE = 3
/** Pictures that are on the first screen are not loaded late. */
const EAGER_GROUPS = 3
const MAX_SIZE = 12

type Props = {
  items: readonly ShownItem[]
  filters: ReviewUrlFilters
  collections: Collections
  now: number
}

/** Mockups artwork by artwork: what belongs together is next to each other. */
export function ReviewGroups({ items, ...props }: Props) {
  const groups = [...Map.groupBy(items, (item) => item.asset_id ?? item.id)]
  return (
    <ul class="review-groups" data-keys="grid" aria-label={words.list.mockup}>
      {groups.map(([key, group], index) => (
        <Group {...props} id={key} items={group} eager={index < EAGER_GROUPS} />
      ))}
    </ul>
  )
}

function Group({ id, items, filters, collections, now, eager }: Props & GroupProps) {
  const [first] = items
  if (!first) return null
  const { title, collection, artwork, asset_id, status } = first
  const size = Math.min(items.length, MAX_SIZE)
  return (
    <li class="review-group" id={elementId('group', id)} data-size={size} data-group>
      <div class="review-artwork">
        <Thumb src={artwork} alt="" size="small" ratio="portrait" eager={eager} />
        <span class="review-title" title={title}>
          {asset_id ? <a href={`/assets/${asset_id}`}>{title}</a> : title}
        </span>
        {collection && items.length >= LEAST_FOR_BADGE ? (
          <CollectionBadge of={collection} collections={collections} />
        ) : null}
        {status === 'pending' && items.length > 1 ? (
          <ActionForm
            action={reviewUrl(filters, {}, '/approvals/bulk')}
            values={{ decision: 'approved', id: items.map((item) => item.id) }}
            size="small"
            shortcut="A"
            results={REVIEW_PART}
            decides="group"
            label={words.approveAllOf(items.length, title)}
          >
            {words.approveAll(items.length)}
          </ActionForm>
        ) : null}
      </div>
      <ul class="review-rooms" aria-label={title}>
        {items.map((item) => (
          <ReviewTile item={item} filters={filters} now={now} eager={eager} />
        ))}
      </ul>
    </li>
  )
}

type GroupProps = { id: string; eager: boolean }
