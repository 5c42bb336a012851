import type { Context } from '../../../context.ts'
import type { Publication } from '../../../db/schema/publications.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { type Content, contentOf, hashContent } from '../../products/shop-content.ts'
import { keepAllSent, keepSent, readSent } from '../publications.ts'
import { handleOf, tagChanges } from './content.ts'
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
  const content = contentOf(product)
  const hash = await hashContent(content)
  const isSent = publication.sent_hash === hash && publication.sent_task_id === session.taskId
  if (atShop && isSent) return { kind: 'ok', value: atShop }
  const pictures = await uploadPictures(ctx, session, product, content, atShop)
  if (pictures.kind !== 'ok') return pictures
  const noted = await noteIntent(ctx, session, product, atShop ? 'sent' : 'unknown')
  if (noted.kind !== 'ok') return noted
  const cleared = clearedSince(readSent(publication), content)
  const wanted = { ...content, ...cleared }
  const sent = await setProduct(session, product, wanted, pictures.value, atShop)
  if (sent.kind !== 'ok') return sent
  // What the shop had lost was made again, with all tags.
  const before = atShop ? (readSent(publication)?.tags ?? []) : content.tags
  await keepSent(ctx, session.key, { ...content, tags: before }, sent.value)
  const tagged = await changeTags(session, sent.value.gid, tagChanges(before, content.tags))
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
  pictures: ShopPicture[],
  atShop: AtShop | null,
): Promise<CallResult<AtShop>> {
  const gids = new Map(atShop?.variants.map((variant) => [variant.sku, variant.gid]))
  const { variants, pictures: _pictures, ...fields } = content
  return call((shop) =>
    shop.setProduct(
      { ...fields, id: product.id, handle: handleOf(product), gid: atShop?.gid },
      variants.map(({ compareAtPriceMinor, ...variant }) => ({
        ...variant,
        compareAtPriceMinor: compareAtPriceMinor ?? undefined,
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
