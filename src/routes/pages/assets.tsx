import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { deleteAsset } from '../../domain/assets/delete-asset.ts'
import { TOO_LARGE } from '../../domain/assets/inspect-artwork.ts'
import { replaceFile } from '../../domain/assets/replace-file.ts'
import { assetChange, MAX_ARTWORK_BYTES, uploadFields } from '../../domain/assets/schemas.ts'
import { isFromUpload, storeAsset } from '../../domain/assets/store-asset.ts'
import { updateAsset } from '../../domain/assets/update-asset.ts'
import { AppError } from '../../errors.ts'
import { derivedId } from '../../ids.ts'
import { assetsUrl } from '../../views/assets/assets-url.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { openForm } from '../middleware/open-form.ts'
import { fieldErrors, refusedFields } from '../respond/field-errors.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { idParam } from '../respond/id-param.ts'
import { type ReadUpload, readUpload } from '../respond/read-upload.ts'
import { assetFilters, chosenAssets } from './asset-filters.ts'
import { readSearches } from './choices.ts'
import { type Shown, showAssets } from './show-assets.tsx'

const NOT_FOUND = 'Asset not found'
const CHANGED_MEANWHILE =
  'This artwork was changed meanwhile, so its file was not replaced. Look at it as it is now, and choose the file again if you still want to.'
const text = z.string().catch('')
const typedChange = z.object({ title: text, quote_id: text, collection: text })

export const assetsPages = new Hono<HubEnv>()
  .get('/', openForm('upload'), (c) => showAssets(c))
  .post('/', (c) => uploadArtwork(c))
  .post('/generate', limitForm, async (c) => {
    const chosen = await chosenAssets(c)
    if (chosen.length === 0) return back(c, 'none')
    const query = new URLSearchParams(chosen.map((id) => ['asset', id]))
    return c.redirect(`/generate?${query}`, 303)
  })
  .post('/find-quote', async (c) => {
    const form = await readUpload(c, { maxFileBytes: MAX_ARTWORK_BYTES, tooLarge: TOO_LARGE })
    const { workId } = formIdentity(form.fields)
    return showAssets(c, {
      upload: { ...typedWith(form), workId },
      quote_search: readSearches(form.fields).quote_search,
    })
  })
  .post('/:id/find-quote', limitForm, async (c) => {
    const body = await c.req.parseBody()
    const { version } = formIdentity(body)
    return showAssets(c, {
      edit: { id: idParam(c, NOT_FOUND), version, values: typedChange.parse(body) },
      quote_search: readSearches(body).quote_search,
    })
  })
  .post('/:id', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const body = await c.req.parseBody()
    const { version } = formIdentity(body)
    const typed = typedChange.parse(body)
    const change = assetChange.safeParse({
      title: typed.title,
      quote_id: typed.quote_id || null,
      collection: typed.collection || null,
    })
    if (!change.success) {
      const errors = fieldErrors(change.error)
      return showAssets(c, { status: 400, edit: { id, version, values: typed, errors } })
    }
    try {
      await updateAsset(c.var.ctx, id, change.data, { version })
    } catch (cause) {
      if (isConflict(cause)) {
        return showAssets(c, { status: 409, edit: { id, values: typed, changed: true } })
      }
      const { errors, status } = toRefusal(cause)
      return showAssets(c, { status, edit: { id, version, values: typed, errors } })
    }
    return back(c, 'saved')
  })
  .post('/:id/file', async (c) => {
    const id = idParam(c, NOT_FOUND)
    try {
      const limits = { maxFileBytes: MAX_ARTWORK_BYTES, tooLarge: TOO_LARGE }
      const { file, fields } = await readUpload(c, limits)
      if (!file || file.bytes.length === 0) {
        return showAssets(c, { status: 400, replace: { id, error: 'Choose a picture' } })
      }
      await replaceFile(c.var.ctx, id, file.bytes, formIdentity(fields))
    } catch (cause) {
      if (cause instanceof AppError && cause.code === 'not_found') throw cause
      if (isConflict(cause)) {
        return showAssets(c, { status: 409, replace: { id, error: CHANGED_MEANWHILE } })
      }
      const { errors, status } = toRefusal(cause)
      return showAssets(c, { status, replace: { id, error: errors.file ?? '' } })
    }
    return back(c, 'replaced')
  })
  .post('/:id/archive', limitForm, async (c) => {
    await updateAsset(c.var.ctx, idParam(c, NOT_FOUND), { status: 'archived' })
    return back(c, 'archived')
  })
  .post('/:id/restore', limitForm, async (c) => {
    await updateAsset(c.var.ctx, idParam(c, NOT_FOUND), { status: 'active' })
    return back(c, 'restored')
  })
  .post('/:id/delete', limitForm, async (c) => {
    try {
      await deleteAsset(c.var.ctx, idParam(c, NOT_FOUND))
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'conflict') throw cause
      return showAssets(c, { status: 409, notice: { tone: 'amber', text: cause.message } })
    }
    return back(c, 'deleted')
  })

async function uploadArtwork(c: HonoContext<HubEnv>): Promise<Response> {
  let form: ReadUpload | undefined
  try {
    form = await readUpload(c, { maxFileBytes: MAX_ARTWORK_BYTES, tooLarge: TOO_LARGE })
    const { work_id: _id, quote_search: _search, ...typed } = form.fields
    const fields = uploadFields.safeParse(typed)
    if (!fields.success) return showAssets(c, refusedUpload(form, fieldErrors(fields.error), 400))
    if (!form.file || form.file.bytes.length === 0) {
      return showAssets(c, refusedUpload(form, { file: 'Choose a picture to upload' }, 400))
    }
    const upload = {
      id: formIdentity(form.fields).workId,
      bytes: form.file.bytes,
      fileName: form.file.name,
      title: fields.data.title,
      quoteId: fields.data.quote_id,
      collection: fields.data.collection,
    }
    const asset = await storeAsset(c.var.ctx, upload)
    if (await isFromUpload(asset, upload)) return back(c, 'uploaded')
    const conflict = { fileName: form.file.name, now: asset }
    const workId = await derivedId(upload.id, 'another')
    return showAssets(c, { status: 409, upload: { ...typedWith(form), workId, conflict } })
  } catch (cause) {
    const refused = toRefusal(cause)
    return showAssets(c, refusedUpload(form, refused.errors, refused.status))
  }
}

/** To the list as it was filtered, which says what was done. */
function back(c: HonoContext<HubEnv>, done: string): Response {
  return c.redirect(assetsUrl(assetFilters(c), { done }), 303)
}

function refusedUpload(
  upload: ReadUpload | undefined,
  errors: Record<string, string>,
  status: Shown['status'],
): Shown {
  const workId = upload && formIdentity(upload.fields).workId
  return { status, upload: { ...typedWith(upload), workId, errors } }
}

function typedWith(form: ReadUpload | undefined) {
  const { title, quote_id, collection } = form?.fields ?? {}
  return { title, quote_id, collection }
}

function isConflict(cause: unknown): boolean {
  return cause instanceof AppError && cause.code === 'precondition_failed'
}

/** What the form says of an upload that was refused; anything unforeseen is thrown on. */
function toRefusal(cause: unknown): {
  status: Shown['status']
  errors: Record<string, string>
} {
  if (!(cause instanceof AppError)) throw cause
  switch (cause.code) {
    case 'too_large':
      return { status: 413, errors: { file: cause.message } }
    case 'unsupported_type':
      return { status: 415, errors: { file: cause.message } }
    case 'not_found':
      return { status: 404, errors: { quote_id: 'This quote has been deleted. Choose another.' } }
    case 'invalid':
      return { status: 400, errors: refusedFields(cause) }
    default:
      throw cause
  }
}
