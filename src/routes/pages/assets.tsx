import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { deleteAsset } from '../../domain/assets/delete-asset.ts'
import { TOO_LARGE } from '../../domain/assets/inspect-artwork.ts'
import { replaceFile } from '../../domain/assets/replace-file.ts'
import { assetChange, MAX_ARTWORK_BYTES, uploadFields } from '../../domain/assets/schemas.ts'
import { storeAsset } from '../../domain/assets/store-asset.ts'
import { updateAsset } from '../../domain/assets/update-asset.ts'
import { AppError } from '../../errors.ts'
import { assetsAddress } from '../../views/assets/assets-address.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { fieldErrors } from '../respond/field-errors.ts'
import { idParam } from '../respond/id-param.ts'
import { type ReadUpload, readUpload } from '../respond/read-upload.ts'
import { assetFilters, chosenAssets } from './asset-filters.ts'
import { type Shown, showAssets } from './show-assets.tsx'

const NOT_FOUND = 'Asset not found'
const text = z.string().catch('')
const typedChange = z.object({ title: text, quote_id: text })

export const assetsPages = new Hono<HubEnv>()
  .get('/', (c) => showAssets(c))
  .post('/', async (c) => {
    let upload: ReadUpload | undefined
    try {
      upload = await readUpload(c, { maxFileBytes: MAX_ARTWORK_BYTES, tooLarge: TOO_LARGE })
      const fields = uploadFields.safeParse(upload.fields)
      if (!fields.success) {
        return showAssets(c, refusedUpload(upload, fieldErrors(fields.error), 400))
      }
      if (!upload.file || upload.file.size === 0) {
        return showAssets(c, refusedUpload(upload, { file: 'Choose a picture to upload' }, 400))
      }
      await storeAsset(c.var.ctx, {
        bytes: new Uint8Array(await upload.file.arrayBuffer()),
        fileName: upload.file.name,
        title: fields.data.title,
        quoteId: fields.data.quote_id,
      })
    } catch (cause) {
      const refused = toRefusal(cause)
      return showAssets(c, refusedUpload(upload, refused.errors, refused.status))
    }
    return back(c, 'uploaded')
  })
  .post('/generate', limitForm, async (c) => {
    const chosen = await chosenAssets(c)
    if (chosen.length === 0) return back(c, 'none')
    const query = new URLSearchParams(chosen.map((id) => ['asset', id]))
    return c.redirect(`/generate?${query}`, 303)
  })
  .post('/:id', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const typed = typedChange.parse(await c.req.parseBody())
    const change = assetChange.safeParse({ ...typed, quote_id: typed.quote_id || null })
    if (!change.success) {
      const values = { ...typed, errors: fieldErrors(change.error) }
      return showAssets(c, { status: 400, edit: { id, values } })
    }
    try {
      await updateAsset(c.var.ctx, id, change.data)
    } catch (cause) {
      const { errors, status } = toRefusal(cause)
      return showAssets(c, { status, edit: { id, values: { ...typed, errors } } })
    }
    return back(c, 'saved')
  })
  .post('/:id/file', async (c) => {
    const id = idParam(c, NOT_FOUND)
    try {
      const { file } = await readUpload(c, { maxFileBytes: MAX_ARTWORK_BYTES, tooLarge: TOO_LARGE })
      if (!file || file.size === 0) {
        return showAssets(c, { status: 400, replace: { id, error: 'Choose a picture' } })
      }
      await replaceFile(c.var.ctx, id, new Uint8Array(await file.arrayBuffer()))
    } catch (cause) {
      if (cause instanceof AppError && cause.code === 'not_found') throw cause
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

/** To the list as it was filtered, with a word of what was done. */
function back(c: HonoContext<HubEnv>, done: string): Response {
  return c.redirect(assetsAddress(assetFilters(c), { done }), 303)
}

function refusedUpload(
  upload: ReadUpload | undefined,
  errors: Record<string, string>,
  status: Shown['status'],
): Shown {
  const { title, quote_id } = upload?.fields ?? {}
  return { status, upload: { title, quote_id, errors } }
}

/** What the form says of an upload that was refused; anything unforeseen goes on its way. */
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
      return { status: 400, errors: { file: cause.errors[0]?.message ?? cause.message } }
    default:
      throw cause
  }
}
