import type { Context } from '../../../context.ts'
import type { Publication } from '../../../db/schema/publications.ts'
import { handleOf } from '../../products/handle-of.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { type Content, contentOf, hashContent } from '../../products/shop-content.ts'
import { weighContent } from '../../products/weigh-content.ts'
import { keepAllSent, keepSent, readSent } from '../publications.ts'
import { tagChanges } from './content.ts'
import { type AtShop, locateProduct } from './locate-product.ts'
import { noteIntent } from './note-intent.ts'
import type { CallResult, Session } from './session.ts'
import { type ShopPicture, uploadPictures } from './upload-pictures.ts'

/**
 * Makes the shop's product what ours is: pictures, everything in one call, then the tags that we
 * changed. Each step is kept; what an earlier run of the same task has sent is not sent again.
 */
export async function pushContent(
  ctx: Context,
  session: Session,
  product: FullProduct,
  publication: Publication,
): Promise<CallResult<AtShop>> {
  const gid = publication.shop_product_gid
  const located = await locateProduct(ctx, session, gid)
  if (located.kind !== 'ok') return located
  const atShop = located.value
  const unweighed = contentOf(product)
  const hash = await hashContent(unweighed, product.locked_fields)
  const isSent = publication.sent_hash === hash && publication.sent_task_id === session.taskId
  if (atShop && isSent) return { kind: 'ok', value: atShop }
  const content = await weighContent(ctx, unweighed)
  const pictures = await uploadPictures(ctx, session, product, content, atShop)
  if (pictures.kind !== 'ok') return pictures
  const noted = await noteIntent(ctx, session, product, atShop ? 'sent' : 'unknown')
  if (noted.kind !== 'ok') return noted
  const before = readSent(publication)
  const parts = { pictures: pictures.value, before: atShop ? before : undefined }
  const wanted = { ...content, ...clearedSince(before, content) }
  const sent = await setProduct(session, product, wanted, parts, atShop)
  if (sent.kind !== 'ok') return sent
  // What the shop had lost was made again, with all tags.
  const tags = atShop ? (before?.tags ?? []) : content.tags
  await keepSent(ctx, session.key, { ...content, tags }, sent.value)
  const tagged = await changeTags(session, sent.value.gid, tagChanges(tags, content.tags))
  if (tagged.kind !== 'ok') return tagged
  await keepAllSent(ctx, session, content, { hash, version: product.version })
  return sent
}

type Wanted = Omit<Content, 'category'> & { category?: string | null | undefined }

/** What the shop got of us and is no longer set: it is emptied there, and not left as it was. */
function clearedSince(
  sent: Content | undefined,
  content: Content,
): Pick<Wanted, 'seo' | 'category'> {
  const seo = {
    ...(sent?.seo?.title ? { title: '' } : {}),
    ...(sent?.seo?.description ? { description: '' } : {}),
    ...content.seo,
  }
  return {
    ...(Object.keys(seo).length > 0 ? { seo } : {}),
    ...(sent?.category && !content.category ? { category: null } : {}),
  }
}

async function setProduct(
  { call }: Session,
  product: FullProduct,
  content: Wanted,
  { pictures, before }: { pictures: ShopPicture[]; before: Content | undefined },
  atShop: AtShop | null,
): Promise<CallResult<AtShop>> {
  const gids = new Map(atShop?.variants.map((variant) => [variant.sku, variant.gid]))
  const pictured = new Set(before?.variants.flatMap(({ id, picture }) => (picture ? [id] : [])))
  const { variants, pictures: _pictures, ...fields } = content
  return call((shop) =>
    shop.setProduct(
      { ...fields, id: product.id, handle: handleOf(product), gid: atShop?.gid },
      variants.map(({ compareAtPriceMinor, picture, ...variant }) => ({
        ...variant,
        compareAtPriceMinor: compareAtPriceMinor ?? undefined,
        // Taken off only where we had put one: what a merchant chose at the shop stays.
        pictureId: picture ?? (pictured.has(variant.id) ? null : undefined),
        gid: gids.get(variant.sku),
      })),
      pictures,
      atShop ? 'update' : 'create',
    ),
  )
}

async function changeTags(
  { call }: Session,
  gid: string,
  { added, removed }: ReturnType<typeof tagChanges>,
): Promise<CallResult<unknown>> {
  if (removed.length > 0) {
    const taken = await call((shop) => shop.removeTags(gid, removed))
    if (taken.kind !== 'ok') return taken
  }
  if (added.length === 0) return { kind: 'ok', value: undefined }
  return call((shop) => shop.addTags(gid, added))
}
