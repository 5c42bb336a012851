import { ActionForm } from '../components/action-form.tsx'
import { Cluster } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { elementId } from '../components/field-id.ts'
import { Tile } from '../components/image-grid.tsx'
import { Thumb } from '../components/thumb.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { type ApprovalFilters, approvalsUrl } from './approvals-url.ts'

export const BULK_FORM = 'decide-items'

export type ShownApproval = {
  id: string
  type: 'mockup' | 'product'
  reference_id: string
  status: 'pending' | 'approved' | 'rejected'
  collection: string | null
  sample: boolean
  reason: string | null
  decided_at: string | null
  decided_by: string | null
  created_at: string
  title: string
  scene: string | null
  quote_text: string | null
  width: number | null
  height: number | null
  /** Links. */
  picture: string | null
  artwork: string | null
}

type Props = {
  item: ShownApproval
  filters: ApprovalFilters
  collections: Collections
  now: number
}

export function ApprovalTile({ item, filters, collections, now }: Props) {
  const { id, title, type, reference_id } = item
  const scene = item.scene ? capitalized(item.scene.replaceAll('_', ' ')) : null
  const named = scene ? `${scene}: ${title}` : title
  return (
    <Tile
      id={elementId('approval', id)}
      href={`/${type}s/${reference_id}`}
      picture={{
        src: item.picture,
        alt: scene ? `${title} in the scene ${scene}` : title,
        width: item.width,
        height: item.height,
        ratio: 'landscape',
        fit: type === 'mockup' ? 'cover' : 'contain',
        placeholder: type === 'mockup' ? 'picture' : 'product',
      }}
      title={scene ?? title}
      badges={<Badges item={item} collections={collections} />}
      select={
        canDecide(item) ? { name: 'id', value: id, label: named, form: BULK_FORM } : undefined
      }
      actions={canDecide(item) ? <Actions item={item} filters={filters} /> : undefined}
    >
      {scene ? <Artwork item={item} /> : null}
      <p class="small muted">
        <Decision item={item} now={now} />
      </p>
      {item.reason ? <p class="small">“{item.reason}”</p> : null}
    </Tile>
  )
}

// A product's decision has gone to the shop; it is changed on the product's own page.
function canDecide({ type, status }: ShownApproval): boolean {
  return type === 'mockup' || status === 'pending'
}

function Badges({ item, collections }: Pick<Props, 'item' | 'collections'>) {
  if (!item.collection && !item.sample && item.type === 'mockup') return null
  return (
    <>
      {item.type === 'product' ? <Badge>Product</Badge> : null}
      {item.collection ? <CollectionBadge of={item.collection} collections={collections} /> : null}
      {item.sample ? <Badge tone="teal">Sample</Badge> : null}
    </>
  )
}

function Artwork({ item }: { item: ShownApproval }) {
  return (
    <Cluster>
      <Thumb src={item.artwork} alt="The artwork" size="small" ratio="portrait" />
      <span class="small">
        {item.title}
        {item.quote_text ? (
          <>
            <br />
            <span class="muted">“{shortened(item.quote_text)}”</span>
          </>
        ) : null}
      </span>
    </Cluster>
  )
}

function Decision({ item, now }: { item: ShownApproval; now: number }) {
  if (item.status === 'pending' || !item.decided_at) {
    return (
      <>
        Came in <TimeAgo at={item.created_at} now={now} />
      </>
    )
  }
  return (
    <>
      {item.status === 'approved' ? 'Approved' : 'Rejected'} by {item.decided_by ?? 'the hub'},{' '}
      <TimeAgo at={item.decided_at} now={now} />
    </>
  )
}

function Actions({ item, filters }: Pick<Props, 'item' | 'filters'>) {
  const action = (verb: string) => approvalsUrl(filters, {}, `/approvals/${item.id}/${verb}`)
  return (
    <>
      {item.status === 'approved' ? null : (
        <ActionForm
          action={action('approve')}
          variant="primary"
          size="small"
          shortcut="a"
          results="results"
        >
          {item.type === 'product' ? 'Approve and publish' : 'Approve'}
        </ActionForm>
      )}
      {item.status === 'rejected' ? null : (
        <ActionForm action={action('reject')} size="small" shortcut="r" results="results">
          Reject
        </ActionForm>
      )}
    </>
  )
}

const MAX_QUOTE_CHARACTERS = 90

function shortened(text: string): string {
  return text.length > MAX_QUOTE_CHARACTERS
    ? `${text.slice(0, MAX_QUOTE_CHARACTERS - 1).trimEnd()}…`
    : text
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
