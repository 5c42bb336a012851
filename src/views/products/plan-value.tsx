import type { Child } from 'hono/jsx'
import { textOfHtml } from '../../domain/products/rich-text.ts'
import { toMinor } from '../../money.ts'
import { Money } from '../components/money.tsx'
import { Thumb } from '../components/thumb.tsx'
import { VisuallyHidden } from '../components/visually-hidden.tsx'
import { driftWords } from './drift-words.ts'
import { lookUp, type PlanRow } from './plan-rows.ts'
import { planLabels as labels, planWords as words } from './plan-words.ts'
import type { ShownImage } from './product-pictures.tsx'
import { diffWords, type TextPart } from './text-diff.ts'

/** What the values of a plan are shown with. */
export type PlanFrame = {
  currency: string
  images: readonly ShownImage[]
  /** The shop's ids of our pictures. */
  imageOf: ReadonlyMap<string, string>
}

type ValueProps = { row: PlanRow; frame: PlanFrame }

/** What the shop shows: struck where it goes. */
export function ShopValue({ row, frame }: ValueProps) {
  if (row.shop === null) return <None />
  if (row.kind === 'html') return <Description from={row.shop} to={row.hub} side="before" />
  const value = <Value row={row} frame={frame} value={row.shop} />
  const isGone = row.will === 'change' || row.will === 'remove'
  return isGone ? <del>{value}</del> : value
}

/** What it is here: marked where it replaces what the shop shows. */
export function HubValue({ row, frame }: ValueProps) {
  if (row.hub === null) return <None />
  if (row.kind === 'html') return <Description from={row.shop} to={row.hub} side="after" />
  const value = <Value row={row} frame={frame} value={row.hub} />
  return row.will === 'change' || row.will === 'add' ? <ins>{value}</ins> : value
}

/** What a side shows, without a mark. */
export function PlainValue({ row, frame, value }: ValueProps & { value: string | null }) {
  if (value === null) return <None />
  if (row.kind === 'html') return <span class="plan-text">{textOfHtml(value)}</span>
  return <Value row={row} frame={frame} value={value} />
}

/** What the shop shows, marked where it is other than what was published. */
export function ShopChange({ row, frame }: ValueProps) {
  if (row.shop === null) return row.path === 'status' ? <ins>{driftWords.deleted}</ins> : <None />
  if (row.kind !== 'html') {
    const value = <Value row={row} frame={frame} value={row.shop} />
    return row.shop === row.published ? value : <ins>{value}</ins>
  }
  return <Description from={row.published} to={row.shop} side="after" />
}

function None() {
  return (
    <span class="muted">
      <span aria-hidden="true">—</span>
      <VisuallyHidden>{words.none}</VisuallyHidden>
    </span>
  )
}

function Value({ row, frame, value }: ValueProps & { value: string }) {
  switch (row.kind) {
    case 'money':
      return <Money minor={toMinor(Number(value), frame.currency)} currency={frame.currency} />
    case 'picture':
      return <Picture frame={frame} value={value} />
    default:
      return (
        <span>
          {textOf(row, value)}
          {row.price ? (
            <>
              {' · '}
              <Money minor={toMinor(Number(row.price), frame.currency)} currency={frame.currency} />
            </>
          ) : null}
        </span>
      )
  }
}

function textOf({ path }: PlanRow, value: string): string {
  const part = path.slice(path.lastIndexOf('/') + 1)
  if (part === 'requires_shipping') return lookUp(labels.shipping, value) ?? value
  if (part === 'tracked') return lookUp(labels.tracked, value) ?? value
  if (part === 'weight_grams' || part === 'weight') return labels.grams(value)
  const isNamed = ['status', 'online_store', 'inventory_policy'].includes(part)
  return isNamed ? (lookUp(labels.values, value) ?? value) : value
}

/** One of ours by its id here or at the shop; of another there is no file here. */
function Picture({ frame, value }: { frame: PlanFrame; value: string }) {
  const id = frame.imageOf.get(value) ?? value
  const at = frame.images.findIndex((image) => image.id === id)
  const image = frame.images[at]
  if (!image) return <span class="muted">{words.atShopPicture}</span>
  return (
    <span class="plan-picture">
      <Thumb src={image.thumbnail} alt={words.thumbnail(at + 1)} size="small" fit="cover" />
      <span class="small">{image.source}</span>
    </span>
  )
}

type DescriptionProps = { from: string | null; to: string | null; side: 'before' | 'after' }

function Description({ from, to, side }: DescriptionProps): Child {
  const [before, after] = [textOfHtml(from ?? ''), textOfHtml(to ?? '')]
  if (before === after) return <span>{words.formattingOnly}</span>
  const parts = diffWords(before, after)[side]
  return (
    <span class="plan-text">
      {parts.map((part) => (
        <Part part={part} side={side} />
      ))}
    </span>
  )
}

function Part({ part, side }: { part: TextPart; side: 'before' | 'after' }) {
  if (!part.isChanged) return <>{part.text} </>
  return <>{side === 'before' ? <del>{part.text}</del> : <ins>{part.text}</ins>} </>
}
