import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { deleteAsset } from '../../domain/assets/delete-asset.ts'
import { getAsset } from '../../domain/assets/get-asset.ts'
import { TOO_LARGE } from '../../domain/assets/inspect-artwork.ts'
import { listAssetChoices } from '../../domain/assets/list-asset-choices.ts'
import { replaceFile } from '../../domain/assets/replace-file.ts'
import { assetChange, MAX_ARTWORK_BYTES } from '../../domain/assets/schemas.ts'
import { updateAsset } from '../../domain/assets/update-asset.ts'
import { AppError } from '../../errors.ts'
import { uuid } from '../../ids.ts'
import { type AssetFilters, assetsUrl } from '../../views/assets/assets-url.ts'
import { artworkFlash, artworkWords } from '../../views/assets/words.ts'
import { ChoiceList } from '../../views/components/searched-select.tsx'
import { applyUrl } from '../../views/recipes/apply-url.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { fieldErrors, refusedFields } from '../respond/field-errors.ts'
import { redirectWith } from '../respond/flash.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { idParam } from '../respond/id-param.ts'
import { readUpload } from '../respond/read-upload.ts'
import { assetFilters, chosenAssets } from './asset-filters.ts'
import { readSearches, urlSearches } from './choices.ts'
import { type ShownArtwork, showArtwork } from './show-artwork.tsx'
import { showAssets } from './show-assets.tsx'

const { notFound: NOT_FOUND } = artworkWords
const text = z.string().catch('')
const typedChange = z.object({ title: text, quote_id: text, collection: text })

export const assetsPages = new Hono<HubEnv>()
  .get('/', async (c) => {
    const moved = movedTo(c)
    return moved ? c.redirect(moved, 303) : showAssets(c)
  })
  .get('/choices', async (c) => {
    const { asset_search: search } = urlSearches(c)
    const choices = await listAssetChoices(c.var.ctx, { chosen: [], search })
    const options = choices.map(({ id, title }) => ({ value: id, label: title }))
    return c.html(<ChoiceList options={options} />)
  })
  .post('/generate', limitForm, async (c) => {
    const chosen = await chosenAssets(c)
    if (chosen.length === 0) {
      const text = artworkFlash.nothingChosen
      return redirectWith(c, assetsUrl(assetFilters(c)), { tone: 'amber', text })
    }
    const query = new URLSearchParams(chosen.map((id) => ['asset', id]))
    return c.redirect(`/generate?${query}`, 303)
  })
  .post('/products', limitForm, async (c) => {
    const chosen = await chosenAssets(c)
    if (chosen.length > 0) return c.redirect(applyUrl(chosen), 303)
    const text = artworkFlash.nothingToSell
    return redirectWith(c, assetsUrl(assetFilters(c)), { tone: 'amber', text })
  })
  .get('/:id', (c) => showArtwork(c, idParam(c, NOT_FOUND)))
  .post('/:id', limitForm, (c) => saveDetails(c, idParam(c, NOT_FOUND)))
  .post('/:id/find-quote', limitForm, async (c) => {
    const body = await c.req.parseBody()
    const { version } = formIdentity(body)
    return showArtwork(c, idParam(c, NOT_FOUND), {
      details: { version, values: typedChange.parse(body), errors: {}, changed: false },
      search: readSearches(body).quote_search,
    })
  })
  .post('/:id/file', (c) => replaceWith(c, idParam(c, NOT_FOUND)))
  .post('/:id/archive', limitForm, (c) => putAway(c, 'archived'))
  .post('/:id/restore', limitForm, (c) => putAway(c, 'active'))
  .post('/:id/delete', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const { title } = await getAsset(c.var.ctx, id)
    try {
      await deleteAsset(c.var.ctx, id)
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'conflict') throw cause
      return showAssets(c, { status: 409, toasts: [{ tone: 'amber', text: cause.message }] })
    }
    return redirectWith(c, assetsUrl(assetFilters(c)), {
      tone: 'sage',
      text: artworkFlash.deleted(title),
    })
  })

/** Where the forms are that the list had before: links to them are kept. */
function movedTo(c: HonoContext<HubEnv>): string | undefined {
  const { edit, upload } = c.req.query()
  const filters = assetFilters(c)
  const edited = uuid.safeParse(edit).data
  if (edited) return assetsUrl(filters, {}, `/assets/${edited}`)
  return upload === undefined ? undefined : assetsUrl(filters, { add: upload }, '/assets/upload')
}

async function saveDetails(c: HonoContext<HubEnv>, id: string): Promise<Response> {
  const body = await c.req.parseBody()
  const { version } = formIdentity(body)
  const values = typedChange.parse(body)
  const change = assetChange.safeParse({
    title: values.title,
    quote_id: values.quote_id || null,
    collection: values.collection || null,
  })
  const again = (errors: Record<string, string>, status: ShownArtwork['status']) =>
    showArtwork(c, id, { status, details: { version, values, errors, changed: false } })
  if (!change.success) return again(fieldErrors(change.error), 400)
  try {
    const { title } = await updateAsset(c.var.ctx, id, change.data, { version })
    const flash = { tone: 'sage', text: artworkFlash.saved(title) } as const
    return redirectWith(c, pageOf(c, id), flash)
  } catch (cause) {
    if (isConflict(cause)) {
      return showArtwork(c, id, { status: 409, details: { values, errors: {}, changed: true } })
    }
    const { errors, status } = toRefusal(cause)
    return again(errors, status)
  }
}

async function replaceWith(c: HonoContext<HubEnv>, id: string): Promise<Response> {
  const again = (replaceError: string | undefined, status: ShownArtwork['status']) =>
    showArtwork(c, id, { status, replaceError })
  try {
    const limits = { maxFileBytes: MAX_ARTWORK_BYTES, tooLarge: TOO_LARGE }
    const { file, fields } = await readUpload(c, limits)
    if (!file || file.bytes.length === 0) return await again(artworkWords.replaceEmpty, 400)
    const { title } = await replaceFile(c.var.ctx, id, file.bytes, formIdentity(fields))
    return redirectWith(c, pageOf(c, id), {
      tone: 'sage',
      text: artworkFlash.replaced(title),
      link: { href: '/mockups/stale', label: artworkFlash.seeOutdated },
    })
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'not_found') throw cause
    if (isConflict(cause)) return again(artworkWords.replaceChanged, 409)
    const { errors, status } = toRefusal(cause)
    return again(errors.file ?? '', status)
  }
}

/** Archives or restores, and offers to take it back; on to where the button was. */
async function putAway(c: HonoContext<HubEnv>, status: 'active' | 'archived'): Promise<Response> {
  const id = idParam(c, NOT_FOUND)
  const { back } = z.object({ back: text }).parse(await c.req.parseBody())
  const { title } = await updateAsset(c.var.ctx, id, { status })
  const verb = status === 'archived' ? 'restore' : 'archive'
  return redirectWith(c, back === 'artwork' ? pageOf(c, id) : assetsUrl(assetFilters(c)), {
    tone: 'sage',
    text: status === 'archived' ? artworkFlash.archived(title) : artworkFlash.restored(title),
    undo: {
      action: assetsUrl(assetFilters(c), {}, `/assets/${id}/${verb}`),
      values: { back },
      part: back === 'artwork' ? undefined : 'results',
    },
  })
}

/** An artwork's page, which leads back to the list as it was filtered. */
function pageOf(c: HonoContext<HubEnv>, id: string): string {
  const filters: AssetFilters = assetFilters(c)
  return assetsUrl(filters, {}, `/assets/${id}`)
}

function isConflict(cause: unknown): boolean {
  return cause instanceof AppError && cause.code === 'precondition_failed'
}

/** What the form says of what was refused; anything unforeseen is thrown on. */
function toRefusal(cause: unknown): {
  status: ShownArtwork['status']
  errors: Record<string, string>
} {
  if (!(cause instanceof AppError)) throw cause
  switch (cause.code) {
    case 'too_large':
      return { status: 413, errors: { file: cause.message } }
    case 'unsupported_type':
      return { status: 415, errors: { file: cause.message } }
    case 'not_found':
      return { status: 404, errors: { quote_id: artworkWords.quoteGone } }
    case 'invalid':
      return { status: 400, errors: refusedFields(cause) }
    default:
      throw cause
  }
}
