import type { DecisionReason } from '../../domain/approvals/schemas.ts'
import { ActionForm } from '../components/action-form.tsx'
import { Badge } from '../components/badge.tsx'
import { Button } from '../components/button.tsx'
import { elementId } from '../components/field-id.ts'
import { SelectBox } from '../components/select-box.tsx'
import { Thumb } from '../components/thumb.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { reasonText } from './reason-codes.ts'
import {
  type ReviewKind,
  type ReviewStatus,
  type ReviewUrlFilters,
  reviewedMockupUrl,
  reviewUrl,
} from './review-url.ts'
import { reviewWords as words } from './words.ts'

export const REVIEW_FORM = 'decide-items'
export const REVIEW_PART = 'results'

/** An item with links to its pictures. */
export type ShownItem = {
  id: string
  type: ReviewKind
  reference_id: string
  asset_id: string | null
  status: ReviewStatus
  collection: string | null
  sample: boolean
  reason: string | null
  reason_code: DecisionReason['reason_code']
  decided_at: string | null
  /** "you", or another's name. */
  decided_by: string | null
  /** Whether whoever looks at it can take the decision back. */
  can_reopen: boolean
  created_at: string
  title: string
  /** The room's name, of a mockup. */
  room: string | null
  quote_text: string | null
  width: number | null
  height: number | null
  picture: string | null
  artwork: string | null
}

type Props = { item: ShownItem; filters: ReviewUrlFilters; now: number; eager: boolean }

function nameOf({ title, room }: Pick<ShownItem, 'title' | 'room'>): string {
  return room === null ? title : words.mockupName(title, room)
}

/** One mockup: its room, and the two decisions. */
export function ReviewTile({ item, filters, now, eager }: Props) {
  const name = nameOf(item)
  return (
    <li class="review-tile" id={elementId('approval', item.id)} data-item>
      <div class="tile-picture">
        <a class="review-open" href={reviewedMockupUrl(filters, item)} aria-label={name} data-open>
          <Thumb
            src={item.picture}
            alt=""
            width={item.width}
            height={item.height}
            ratio="landscape"
            fit="cover"
            eager={eager}
          />
        </a>
        <SelectBox name="id" value={item.id} label={name} form={REVIEW_FORM} />
      </div>
      <div class="review-foot">
        <span class="review-room" title={item.room ?? undefined}>
          {item.room}
        </span>
        {item.sample ? <Badge tone="teal">{words.sample}</Badge> : null}
        <Decide item={item} filters={filters} />
      </div>
      {item.status === 'pending' ? null : (
        <>
          <Decided item={item} now={now} />
          <Again item={item} filters={filters} />
        </>
      )}
    </li>
  )
}

/** What else can be done with what is decided. */
function Again({ item, filters }: Pick<Props, 'item' | 'filters'>) {
  const { id, status, can_reopen } = item
  const name = nameOf(item)
  if (status !== 'rejected' && !can_reopen) return null
  return (
    <div class="review-again">
      {status === 'rejected' ? (
        <a
          href={reviewedMockupUrl(filters, item, '/regenerate')}
          aria-label={words.renderAgainOf(name)}
        >
          {words.renderAgain}
        </a>
      ) : null}
      {can_reopen ? (
        <ActionForm
          action={reviewUrl(filters, {}, `/approvals/${id}/reopen`)}
          size="small"
          variant="quiet"
          results={REVIEW_PART}
          decides="item"
          label={words.reopenOf(name)}
        >
          {words.reopen}
        </ActionForm>
      ) : null}
    </div>
  )
}

function Decide({ item, filters }: Pick<Props, 'item' | 'filters'>) {
  const name = nameOf(item)
  const action = (verb: string) => reviewUrl(filters, {}, `/approvals/${item.id}/${verb}`)
  const form = { size: 'small', results: REVIEW_PART, decides: 'item' } as const
  return (
    <span class="review-decide">
      {item.status === 'rejected' ? null : <AskReason name={name} />}
      {item.status === 'rejected' ? null : (
        <ActionForm
          {...form}
          action={action('reject')}
          icon="close"
          shortcut="r"
          label={words.rejectOf(name)}
        />
      )}
      {item.status === 'approved' ? null : (
        <ActionForm
          {...form}
          action={action('approve')}
          variant="primary"
          icon="approval"
          shortcut="a"
          label={words.approveOf(name)}
        />
      )}
    </span>
  )
}

/** Opens the page's one dialog about this tile; without a script its page takes a reason. */
function AskReason({ name }: { name: string }) {
  const label = words.rejectWhy.open(name)
  return (
    <Button
      type="button"
      size="small"
      title={label}
      aria-label={label}
      aria-haspopup="dialog"
      data-ask-reason
      data-scripted
    >
      {words.rejectWhy.button}
    </Button>
  )
}

export type DecidedProps = {
  item: Pick<ShownItem, 'status' | 'decided_at' | 'decided_by' | 'reason' | 'reason_code'>
  now: number
}

/** Who decided, when, and why. */
export function Decided({ item, now }: DecidedProps) {
  const { status, decided_at, decided_by } = item
  const reason = reasonText(item)
  if (status === 'pending' || !decided_at) return null
  return (
    <p class="review-decided">
      {words.decidedBy(status, decided_by ?? words.system)} <TimeAgo at={decided_at} now={now} />
      {reason ? <q class="review-reason">{reason}</q> : null}
    </p>
  )
}
