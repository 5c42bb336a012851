import type { Content } from '../../products/shop-content.ts'
import { seenOf } from '../sides/compare-fields.ts'
import type { Reading } from '../sides/reading.ts'
import type { Work } from './work.ts'

/** A picture that the shop's product is to show: ours by its file, or one the shop has, by its id. */
export type WantedPicture = {
  id: string
  /** What the shop calls it, where it has it. */
  gid?: string
  /** Its file, where it may be sent again. */
  key?: string
  /** Null leaves the text that it has there. */
  alt: string | null
}

/**
 * All that the product is to show, in order: our own pictures and, between them, those of others
 * that a person did not say to push over. Of what is undone the very pictures that were there.
 */
export function wantedPictures(work: Work): WantedPicture[] {
  const { exact, content, atShop } = work
  if (exact) return exactPictures(work, exact)
  const own = content.pictures.map((picture) => ownPicture(work, picture))
  const ours = new Set([...work.images.values()].map(({ shop_image_gid }) => shop_image_gid))
  const isKept = keptOfOthers(work)
  const wanted: WantedPicture[] = [...own]
  for (const [place, { gid, alt, status }] of (atShop?.media ?? []).entries()) {
    // One that failed shows nothing, and was ours where it is to be sent again.
    if (ours.has(gid) || !isKept({ gid, alt }) || status === 'FAILED') continue
    wanted.splice(Math.min(place, wanted.length), 0, { id: gid, gid, alt: null })
  }
  return wanted
}

/** One of ours whose answer nobody heard has no id yet: it is known by its text. */
function keptOfOthers({ content, images, reading, sides, unanswered }: Work) {
  const accepted = new Set(sides.base?.media.map(({ gid }) => gid))
  const isPushed = reading && sides.decisions.pictures?.seen === seenOf('pictures', reading)
  const isUnheard = unanswered.some(({ fields }) => fields.includes('pictures'))
  const lost = content.pictures.filter(({ id }) => !images.get(id)?.shop_image_gid)
  const texts = new Set(isUnheard ? lost.map(({ alt }) => alt) : [])
  return ({ gid, alt }: Reading['media'][number]) =>
    accepted.has(gid) || !(isPushed || texts.has(alt ?? ''))
}

/** By the shop's id while the shop has it, and could process it. */
function ownPicture(
  { atShop, images }: Work,
  { id, key, alt }: Content['pictures'][number],
): WantedPicture {
  const gid = images.get(id)?.shop_image_gid
  const shown = atShop?.media.find((each) => each.gid === gid)
  return { id, key, alt, ...(shown && shown.status !== 'FAILED' ? { gid: shown.gid } : {}) }
}

function exactPictures({ reading }: Work, exact: NonNullable<Work['exact']>): WantedPicture[] {
  return exact.shown.media.map(({ gid, alt }) => {
    const own = exact.pictures[gid]
    const isThere = reading?.media.some((each) => each.gid === gid) ?? false
    // One of others can only be named: its file is among the shop's.
    if (!own) return { id: gid, gid, alt }
    return { id: own.id, key: own.key, alt: alt ?? '', ...(isThere ? { gid } : {}) }
  })
}
