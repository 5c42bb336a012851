import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import { findOrigin, type Origin } from '../../domain/products/find-origin.ts'
import { getProduct } from '../../domain/products/get-product.ts'
import { listPictureChoices } from '../../domain/products/list-picture-choices.ts'
import type { FullProduct, ImageRow } from '../../domain/products/load-parts.ts'
import { suggestAlt } from '../../domain/products/suggest-alt.ts'
import type { statusOf } from '../../errors.ts'
import { type SceneNames, sceneLabel } from '../../views/mockups/scene-label.ts'
import { FINISHES, type Finish, finishOf } from '../../views/products/finishes.ts'
import type { PickablePicture } from '../../views/products/picture-picker.tsx'
import type { EditedPicture, PictureMark } from '../../views/products/picture-row.tsx'
import { pictureWords } from '../../views/products/picture-words.ts'
import { type FrameChoice, PicturesPage } from '../../views/products/pictures-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { MIXED, type PicturesValues } from './pictures-form.ts'
import {
  findPictureNews,
  imageName,
  isOfDeletedMockup,
  type NewsRows,
  presentPictureNews,
} from './read-picture-news.ts'
import { sceneNames } from './scene-names.ts'

type Shown = {
  /** What was typed; what the product has, without. */
  values?: PicturesValues
  errors: Record<string, string>
  status: 200 | ReturnType<typeof statusOf>
}

/** The page of a product's pictures, with what was typed where it was not saved. */
export async function showPictures(
  c: HonoContext<HubEnv>,
  id: string,
  { values, errors, status }: Shown = { errors: {}, status: 200 },
): Promise<Response> {
  const { ctx } = c.var
  const [product, origin, names, rows, offered] = await Promise.all([
    getProduct(ctx, id),
    findOrigin(ctx, id),
    sceneNames(ctx),
    findPictureNews(ctx, id),
    listPictureChoices(ctx, { artwork: { product: id }, chosen: values?.order }),
  ])
  const of = { product, origin, names, rows }
  const current = currentValues(product)
  const shown = values ?? current
  const known = await editable(ctx, of, offered)
  const pictures = shown.order.flatMap((one) => {
    const picture = known.get(one)
    return picture ? [{ ...picture, alt: shown.alts.get(one) ?? picture.alt }] : []
  })
  const files = new Set(pictures.map(({ key }) => key))
  const addable = (choices: Choice[]) => toPickable(ctx, choices, files, names)
  const isStale = status === 412
  const page = (
    <PicturesPage
      frame={pageFrame(c)}
      id={id}
      name={product.title}
      version={String(isStale ? product.version : (shown.version ?? product.version))}
      pictures={pictures}
      frames={framesOf(product, shown)}
      adding={{
        own: await addable(offered.own),
        others: await addable(offered.others),
        fileError: errors.file,
      }}
      news={await presentPictureNews(ctx, product, rows, names)}
      errors={errors}
      isUnsaved={values !== undefined}
      conflict={isStale ? differences(shown, current, known) : undefined}
    />
  )
  return c.html(page, status)
}

type Choice = Awaited<ReturnType<typeof listPictureChoices>>['own'][number]
type Of = { product: FullProduct; origin: Origin; names: SceneNames; rows: NewsRows }
type Known = EditedPicture & { key: string }

/** What the product has. */
function currentValues({ images, variants, version }: FullProduct): PicturesValues {
  const byFinish = Map.groupBy(variants, finishOf)
  const shows = [...byFinish].map(([finish, rows]): [Finish, string] => {
    const [first, ...others] = new Set(rows.map(({ image_id }) => image_id ?? ''))
    return [finish, others.length > 0 ? MIXED : (first ?? '')]
  })
  return {
    order: images.map(({ id }) => id),
    alts: new Map(images.map(({ id, alt }) => [id, alt ?? ''])),
    shows: new Map(shows),
    add: [],
    version,
  }
}

/** All that may be in the list, by the id that it has there. */
async function editable(
  ctx: Context,
  { product, origin, names, rows }: Of,
  offered: Awaited<ReturnType<typeof listPictureChoices>>,
): Promise<Map<string, Known>> {
  const rejected = new Set(rows.rejected.map(({ id }) => id))
  const altOf = (scene: string | null, title: string) =>
    suggestAlt({
      title,
      quote: origin.quote,
      scene: scene ? { key: scene, name: sceneLabel(names, scene) } : null,
    })
  const own = product.images.map(
    async (image): Promise<Known> => ({
      id: image.id,
      key: image.file_key,
      name: imageName(image, names),
      thumbnail: await ctx.files.path(image.thumbnail_key ?? image.file_key),
      width: image.width,
      height: image.height,
      alt: image.alt ?? '',
      suggestion: image.source_type === 'upload' ? undefined : altOf(image.scene, product.title),
      marks: marksOf(image, rejected),
    }),
  )
  const ofThisArtwork = (title: string) => title === origin.asset?.title
  const others = [...offered.own, ...offered.others].map(
    async (choice): Promise<Known> => ({
      id: choice.id,
      key: choice.file_key,
      name: choice.scene ? sceneLabel(names, choice.scene) : pictureWords.artwork,
      thumbnail: await ctx.files.path(choice.thumbnail_key ?? choice.file_key),
      width: choice.width,
      height: choice.height,
      // Of another artwork the text is worked out when it is saved.
      alt: ofThisArtwork(choice.title) ? altOf(choice.scene, product.title) : '',
      suggestion: undefined,
      marks: ['added'],
    }),
  )
  const all = await Promise.all([...others, ...own])
  return new Map(all.map((picture) => [picture.id, picture]))
}

function marksOf(image: ImageRow, rejected: ReadonlySet<string>): PictureMark[] {
  const { id, source_type, source_id } = image
  return [
    ...(rejected.has(id) ? (['rejected'] as const) : []),
    ...(isOfDeletedMockup(image) ? (['mockupDeleted'] as const) : []),
    ...(source_type === 'asset' && source_id === null ? (['artworkDeleted'] as const) : []),
  ]
}

/** What is not in the list yet. */
function toPickable(
  ctx: Context,
  choices: readonly Choice[],
  files: ReadonlySet<string>,
  names: SceneNames,
): Promise<PickablePicture[]> {
  const left = choices.filter(({ file_key }) => !files.has(file_key))
  return Promise.all(
    left.map(async ({ file_key, thumbnail_key, scene, ...choice }) => ({
      ...choice,
      scene: scene && sceneLabel(names, scene),
      picture: await ctx.files.path(thumbnail_key ?? file_key),
    })),
  )
}

/** A choice for each finish, where there is more than one. */
function framesOf({ variants }: FullProduct, { shows }: PicturesValues): FrameChoice[] {
  const byFinish = Map.groupBy(variants, finishOf)
  if (byFinish.size < 2) return []
  return FINISHES.flatMap(({ key, label }) => {
    const rows = byFinish.get(key)
    if (!rows) return []
    const isMixed = new Set(rows.map(({ image_id }) => image_id)).size > 1
    return [{ finish: key, label, value: shows.get(key) ?? (isMixed ? MIXED : ''), isMixed }]
  })
}

function differences(
  typed: PicturesValues,
  current: PicturesValues,
  known: ReadonlyMap<string, Known>,
) {
  const nameOf = (id: string) => known.get(id)?.name ?? ''
  const listed = ({ order }: PicturesValues) =>
    order.map((id, index) => `${index + 1}. ${nameOf(id)}`).join('; ')
  const texts = current.order.map((id) => ({
    label: pictureWords.alt(nameOf(id)),
    yours: typed.alts.get(id),
    now: current.alts.get(id),
  }))
  return [
    { label: pictureWords.orderField, yours: listed(typed), now: listed(current) },
    ...texts.filter(({ yours }) => yours !== undefined),
  ]
}
