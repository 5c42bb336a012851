import { Hono, type Context as HonoContext } from 'hono'
import { addImageUploads, changeImages } from '../../domain/products/change-images.ts'
import { getProduct, getProductRow } from '../../domain/products/get-product.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { ImageEntry } from '../../domain/products/plan-images.ts'
import { takeNewerPictures } from '../../domain/products/take-newer-pictures.ts'
import { AppError, statusOf } from '../../errors.ts'
import { uuid } from '../../ids.ts'
import { finishOf } from '../../views/products/finishes.ts'
import { pictureNoticeWords, pictureWords } from '../../views/products/picture-words.ts'
import { productPath } from '../../views/products/product-path.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { idParam } from '../respond/id-param.ts'
import { type ReadUploads, readUploads } from '../respond/read-upload.ts'
import {
  altErrors,
  arrange,
  MIXED,
  type PicturesValues,
  readPicturesAction,
  readPicturesForm,
} from './pictures-form.ts'
import { showPictures } from './show-pictures.tsx'

const NOT_FOUND = 'Product not found'
const MEGABYTE_BYTES = 1024 * 1024
/** The files of one form are in memory together. */
const LIMITS = { maxFiles: 10, maxBytes: 40 * MEGABYTE_BYTES, tooLarge: pictureWords.tooMuch }

export const productPicturesPages = new Hono<HubEnv>()
  .get('/:id/pictures', (c) => showPictures(c, idParam(c, NOT_FOUND)))
  .post('/:id/pictures', async (c) => {
    const id = idParam(c, NOT_FOUND)
    const form = await readForm(c)
    if (form instanceof AppError) return showPictures(c, id, refusal(form))
    const values = readPicturesForm(form.fields)
    const action = readPicturesAction(form.fields)
    if (action.kind === 'save') return save(c, id, values, form.files)
    const errors = filesAgain(form.files)
    return showPictures(c, id, { values: arrange(values, action), errors, status: 200 })
  })
  .post('/:id/pictures/newer', limitForm, async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const { image, back } = await c.req.parseBody()
    const imageId = uuid.safeParse(image).data
    const before = await getProduct(ctx, id)
    const after = await takeNewerPictures(ctx, id, { imageId })
    return redirectWith(c, productPath(id, back === 'pictures' ? back : undefined), {
      tone: 'sage',
      text: tookText(before, after),
    })
  })

function tookText(before: FullProduct, after: FullProduct): string {
  const had = new Set(before.images.map(({ id }) => id))
  const taken = after.images.filter(({ id }) => !had.has(id)).length
  if (taken === 0) return pictureNoticeWords.tookNone
  const said = after.status === 'active' ? pictureNoticeWords.tookLive : pictureNoticeWords.took
  return said(taken, after.title)
}

/** The form with its files; as an error where those are too large to be read at all. */
async function readForm(c: HonoContext<HubEnv>): Promise<ReadUploads | AppError> {
  try {
    const { fields, files } = await readUploads(c, LIMITS)
    return { fields, files: files.filter(({ bytes }) => bytes.length > 0) }
  } catch (cause) {
    if (cause instanceof AppError) return cause
    throw cause
  }
}

async function save(
  c: HonoContext<HubEnv>,
  id: string,
  values: PicturesValues,
  files: ReadUploads['files'],
): Promise<Response> {
  const { ctx } = c.var
  const wanted = arrange(values, { kind: 'add' })
  const errors = altErrors(wanted)
  const again = filesAgain(files)
  if (Object.keys(errors).length > 0) {
    return showPictures(c, id, { values, errors: { ...errors, ...again }, status: 400 })
  }
  const { version } = values
  try {
    const entries = toEntries(wanted, await getProduct(ctx, id))
    const { title, status } =
      files.length > 0
        ? await addImageUploads(ctx, id, files, { entries, version })
        : await changeImages(ctx, id, entries, { version })
    const text = status === 'active' ? pictureWords.savedLive(title) : pictureWords.saved(title)
    return redirectWith(c, productPath(id), { tone: 'sage', text })
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    // What is gone is not shown by the page of a product.
    if (cause.code === 'not_found') await getProductRow(ctx, id)
    const { errors: refused, ...rest } = refusal(cause)
    return showPictures(c, id, { ...rest, values, errors: { ...again, ...refused } })
  }
}

/** Browsers do not keep what was chosen. */
function filesAgain({ length }: ReadUploads['files']): Record<string, string> {
  return length > 0 ? { file: pictureWords.fileAgain } : {}
}

function refusal(cause: AppError) {
  const status = statusOf(cause.code)
  if (cause.code === 'precondition_failed') return { errors: {}, status }
  const ofFile = cause.code === 'too_large' || cause.code === 'unsupported_type'
  return { errors: { [ofFile ? 'file' : 'order']: cause.message }, status }
}

/** Pictures in their order with the variants of each finish that shows them. */
function toEntries(values: PicturesValues, { variants, images }: FullProduct): ImageEntry[] {
  const own = new Set(images.map(({ id }) => id))
  const shownBy = new Map(
    variants.map((variant) => {
      const chosen = values.shows.get(finishOf(variant)) ?? MIXED
      return [variant.id, chosen === MIXED ? (variant.image_id ?? '') : chosen]
    }),
  )
  const showing = Map.groupBy(shownBy, ([, picture]) => picture)
  return values.order.map((id) => ({
    id,
    // A new one without a text gets the suggested one.
    alt: own.has(id) ? values.alts.get(id) : values.alts.get(id) || undefined,
    variant_ids: (showing.get(id) ?? []).map(([variant]) => variant),
  }))
}
