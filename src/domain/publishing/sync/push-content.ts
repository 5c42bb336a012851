import type { Context } from '../../../context.ts'
import type { Content } from '../../products/shop-content.ts'
import { keepAllSent, keepSent } from '../keep-sent.ts'
import { mergeContent, mergeReading } from '../sides/merge-fields.ts'
import { type Reading, readingOf } from '../sides/reading.ts'
import { adoptBase } from '../sides/sides.ts'
import { fieldsForShop } from './build-fields.ts'
import { carriedVariants, variantsToSend } from './build-variants.ts'
import { restoredTags, tagChanges } from './content.ts'
import type { AtShop } from './locate-product.ts'
import { matchImages, matchVariants } from './match-parts.ts'
import { noteIntent, sendingOf } from './note-intent.ts'
import type { CallResult, Session } from './session.ts'
import type { ShopPicture } from './upload-pictures.ts'
import type { Work } from './work.ts'

/** What a shop shows once it has confirmed what was sent, and what counts as its state from then. */
export type Pushed = {
  gid: string
  media: AtShop['media']
  onlineStoreUrl: string | null
  reading: Reading
  base: Reading
  /** What the shop calls our pictures, by our ids. */
  imageGids: ReadonlyMap<string, string>
}

/**
 * Sends what differs, in one call, then the tags that we changed: nothing, where nothing does. Each
 * step is kept with what the shop answered to it.
 */
export async function pushContent(
  ctx: Context,
  session: Session,
  work: Work,
  pictures: ShopPicture[] | undefined,
): Promise<CallResult<Pushed>> {
  const unfit = unfitOptions(ctx, work)
  if (unfit) return unfit
  const set = await setProduct(ctx, session, work, pictures)
  if (set.kind !== 'ok') return set
  const { pushed, content } = set.value
  const tagged = await changeTags(ctx, session, work, pushed, content)
  if (tagged.kind !== 'ok') return tagged
  const base = baseAfter(work, tagged.value)
  if (work.fields.size > 0 || work.publication.sent_task_id !== session.taskId) {
    const sent = { content: tagged.value.content, base, sending: sendingOf(session, work) }
    await keepAllSent(ctx, session, work.product, sent)
  }
  return { kind: 'ok', value: { ...tagged.value.pushed, base } }
}

/** What undoing has brought back of others is theirs again: a change that nobody has decided on. */
function baseAfter({ exact, fields }: Work, { pushed, content }: Sent): Reading {
  const { base, reading } = pushed
  return exact ? mergeReading(base, adoptBase(content, reading), fields) : base
}

/** Accepted variants of others cannot be kept where ours are told apart by other options. */
function unfitOptions(ctx: Context, work: Work): CallResult<never> | undefined {
  const [carried] = carriedVariants(work)
  if (!carried || work.exact || !work.fields.has('variants')) return undefined
  const names = ctx.shopAccess.optionNames(work.content.variants)
  const isSame = carried.options.length === names.length
  if (isSame && carried.options.every(({ name }) => names.includes(name))) return undefined
  const shown = carried.options.map(({ value }) => value).join(' / ')
  return {
    kind: 'denied',
    message: `The variant ${shown} was added on Shopify, and cannot be kept with the sizes and frames that are to be sent. Nothing was sent. Delete it on Shopify, or go back to the former sizes and frames, then publish again`,
  }
}

type Sent = { pushed: Pushed; content: Content }

async function setProduct(
  ctx: Context,
  session: Session,
  work: Work,
  pictures: ShopPicture[] | undefined,
): Promise<CallResult<Sent>> {
  const { atShop, reading, content, sides, fields, images } = work
  const before = sides.published
  const product = fieldsForShop(work)
  const variants = variantsToSend(work)
  const isEmpty = Object.keys(product).length === 0 && !variants && !pictures
  if (atShop && reading && isEmpty) {
    const gids = [...images].flatMap(([id, { shop_image_gid: gid }]) =>
      gid ? [[id, gid] as const] : [],
    )
    const { gid, media, onlineStoreUrl } = atShop
    const base = sides.base ?? reading
    const pushed = { gid, media, onlineStoreUrl, reading, base, imageGids: new Map(gids) }
    return { kind: 'ok', value: { pushed, content: before ?? content } }
  }
  const noted = await noteIntent(
    ctx,
    session,
    work,
    atShop
      ? { intent: 'sent', fields: [...fields] }
      : { intent: 'unknown', fields: [...fields, 'status'], status: 'DRAFT' },
  )
  if (noted.kind !== 'ok') return noted
  const answer = await session.call((shop) =>
    shop.setProduct(
      { ...product, id: work.product.id, gid: atShop?.gid, currency: content.currency },
      variants,
      pictures,
      atShop ? 'update' : 'create',
    ),
  )
  return answer.kind === 'ok' ? keepAnswer(ctx, session, work, pictures, answer.value) : answer
}

async function keepAnswer(
  ctx: Context,
  session: Session,
  work: Work,
  pictures: ShopPicture[] | undefined,
  answer: AtShop,
): Promise<CallResult<Sent>> {
  const { atShop, content, sides, fields } = work
  const reading = readingOf(answer)
  // Tags follow in calls of their own, but where the product was made with all of them.
  const sent = new Set([...fields].filter((field) => !atShop || field !== 'tags'))
  const before = sides.published ?? { ...content, tags: [] }
  const base = atShop && sides.base ? mergeReading(sides.base, reading, sent) : reading
  const published = mergeContent(before, content, sent)
  const matched = pictures && matchImages(work, pictures, answer)
  // Those of others have no id of ours.
  const images = matched?.filter(({ id, gid }) => id !== gid)
  const rest = { fields: ['tags' as const], content }
  await keepSent(ctx, session, {
    content: published,
    base,
    answer,
    variants: matchVariants(work, answer),
    images,
    sending: sendingOf(session, work, ...(atShop && fields.has('tags') ? [rest] : [])),
    isFirst: sides.published === undefined,
  })
  const { gid, media, onlineStoreUrl } = answer
  const known = [...work.images].flatMap(([id, row]) =>
    row.shop_image_gid ? [{ id, gid: row.shop_image_gid }] : [],
  )
  const imageGids = new Map((images ?? known).map((image) => [image.id, image.gid]))
  const pushed = { gid, media, onlineStoreUrl, reading, base, imageGids }
  return { kind: 'ok', value: { pushed, content: published } }
}

async function changeTags(
  ctx: Context,
  session: Session,
  work: Work,
  pushed: Pushed,
  content: Content,
): Promise<CallResult<Sent>> {
  const { exact, fields, atShop } = work
  if (!fields.has('tags') || !atShop) return { kind: 'ok', value: { pushed, content } }
  const shown = pushed.reading.tags
  const wanted = exact ? restoredTags(exact, content.tags, shown) : work.content.tags
  const { added, removed } = tagChanges(content.tags, wanted, shown)
  if (added.length + removed.length > 0) {
    const noted = await noteIntent(ctx, session, work, { intent: 'sent', fields: ['tags'] })
    if (noted.kind !== 'ok') return noted
  }
  const { gid } = pushed
  if (removed.length > 0) {
    const taken = await session.call((shop) => shop.removeTags(gid, removed))
    if (taken.kind !== 'ok') return taken
  }
  if (added.length > 0) {
    const put = await session.call((shop) => shop.addTags(gid, added))
    if (put.kind !== 'ok') return put
  }
  const tags = [...pushed.reading.tags.filter((tag) => !removed.includes(tag)), ...added]
  const after = { reading: { ...pushed.reading, tags }, base: { ...pushed.base, tags } }
  const published = { ...content, tags: work.content.tags }
  return { kind: 'ok', value: { pushed: { ...pushed, ...after }, content: published } }
}
