import type { Draft, Edges } from '../../domain/drafts/place-artwork.ts'
import { draftWords as words } from './words.ts'

/** Of the frame: less than that is nothing at all. */
const LEAST_SHARE = 1e-9

/** What a draft shows, in sentences for those who do not see it, too. */
export function describeDraft(draft: Draft): string[] {
  if (draft.empty > 1 - LEAST_SHARE) {
    return [words.outside]
  }
  const { bars = NONE, cropped = NONE, placed } = draft
  const said = [
    sentence(words.bars, edgesOf(bars, 'of the')),
    sentence(words.cut, edgesOf(cropped, 'of the artwork’s')),
    draft.bars ? undefined : askew(draft),
    stretched(draft),
    placed.rotation % 360 === 0 ? undefined : words.turned(round(placed.rotation)),
  ].flatMap((one) => one ?? [])
  return said.length > 0 ? said : [words.fillsExactly]
}

const NONE: Edges = { left: 0, right: 0, top: 0, bottom: 0 }

/** A question for the owner of a fit, where another one shows all, or leaves no bars. */
export type FitOffer = { fit: 'cover' | 'contain'; question: string; label: string }

type Placement = {
  fit?: string | undefined
  size?: object | undefined
  position?: object | undefined
  scale?: number | undefined
}

/** Only where the fit alone places the artwork. */
export function offerFit(config: Placement, draft: Draft): FitOffer | undefined {
  if (config.size || config.position || config.scale !== undefined) return undefined
  const bars = draft.bars && sidesOf(draft.bars)
  const cut = draft.cropped && sidesOf(draft.cropped)
  if (bars && (config.fit ?? 'contain') === 'contain') {
    return { fit: 'cover', question: words.coverInstead(bars), label: words.cover }
  }
  if (cut && config.fit === 'cover') {
    return { fit: 'contain', question: words.containInstead(cut), label: words.contain }
  }
  return undefined
}

function sentence(subject: string, rest: string | undefined): string | undefined {
  return rest && `${subject} ${rest}.`
}

function sidesOf({ left, right, top, bottom }: Edges): string | undefined {
  if (percentOf(left + right) > 0) return 'left and right'
  return percentOf(top + bottom) > 0 ? 'at the top and bottom' : undefined
}

function edgesOf({ left, right, top, bottom }: Edges, whose: string): string | undefined {
  const pairs = [
    pairOf('left', 'right', `${whose} width`, [left, right]),
    pairOf('at the top', 'at the bottom', `${whose} height`, [top, bottom]),
  ]
  return pairs.filter(Boolean).join(', and ') || undefined
}

function pairOf(first: string, second: string, ofWhat: string, shares: [number, number]) {
  const [one, other] = [percentOf(shares[0]), percentOf(shares[1])]
  if (one === 0 && other === 0) return undefined
  if (one === other) return `${first} and ${second}, ${one}% ${ofWhat} each`
  if (one === 0) return `${second}, ${other}% ${ofWhat}`
  if (other === 0) return `${first}, ${one}% ${ofWhat}`
  return `${first}, ${one}%, and ${second}, ${other}% ${ofWhat}`
}

function askew({ empty, lost }: Draft): string | undefined {
  const parts = [
    percentOf(empty) > 0 ? `${percentOf(empty)}% of the frame stays white` : undefined,
    percentOf(lost) > 0 ? `${percentOf(lost)}% of the artwork is cut off` : undefined,
  ].filter(Boolean)
  const said = parts.join(', and ')
  return said ? `${said}.` : undefined
}

function stretched({ artwork, placed }: Draft): string | undefined {
  const wider = placed.width / placed.height / (artwork.width / artwork.height)
  const by = percentOf(Math.max(wider, 1 / wider) - 1)
  if (by === 0) return undefined
  return `Stretched: ${by}% ${wider > 1 ? 'wider' : 'taller'} than the artwork.`
}

function percentOf(share: number): number {
  return Math.round(share * 100)
}

function round(degrees: number): number {
  return Math.round(degrees * 10) / 10
}
