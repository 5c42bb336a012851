import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { deleteAsset } from '../../domain/assets/delete-asset.ts'
import { TOO_LARGE } from '../../domain/assets/inspect-artwork.ts'
import { MAX_ARTWORK_BYTES } from '../../domain/assets/schemas.ts'
import { uploadArtwork } from '../../domain/assets/upload-artwork.ts'
import { AppError, statusOf } from '../../errors.ts'
import { uuid } from '../../ids.ts'
import { RefusedRow } from '../../views/assets/upload-row.tsx'
import { uploadWords } from '../../views/assets/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { openForm } from '../middleware/open-form.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { readUpload } from '../respond/read-upload.ts'
import { saveUploads } from './save-uploads.ts'
import { showUpload, showUploadedRow } from './show-upload.tsx'
import { readChoice, reasonOf, sharedOf } from './upload-choices.ts'
import { searchInUpload, uploadForm } from './upload-form.ts'

export const uploadPages = new Hono<HubEnv>()
  .get('/upload', openForm('add'), (c) => showUpload(c))
  .post('/', (c) => uploadForm(c))
  .post('/upload', (c) => uploadOne(c))
  .post('/upload/find', (c) => searchInUpload(c))
  .post('/upload/save', limitForm, (c) => saveUploads(c))
  .post('/upload/remove', limitForm, async (c) => {
    const { id } = z.object({ id: uuid }).parse(await c.req.parseBody())
    await deleteAsset(c.var.ctx, id)
    return c.body(null, 204)
  })

const typedPlace = z.object({ place: z.coerce.number().int().min(0).catch(0) })

/** One file, as the script sends it: answers with its row of the page, or why it was not stored. */
async function uploadOne(c: HonoContext<HubEnv>): Promise<Response> {
  let name = ''
  try {
    const limits = { maxFileBytes: MAX_ARTWORK_BYTES, tooLarge: TOO_LARGE }
    const { file, fields } = await readUpload(c, limits)
    if (!file) throw new AppError('invalid', uploadWords.noFile)
    name = file.name
    const { quoteId, collection } = readChoice(sharedOf(fields))
    const upload = { bytes: file.bytes, fileName: name, quoteId, collection }
    const { place } = typedPlace.parse(fields)
    const { workId } = formIdentity(fields)
    return await showUploadedRow(c, await uploadArtwork(c.var.ctx, { workId, place }, upload))
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    const row = <RefusedRow name={name} reason={reasonOf(cause)} />
    return c.html(row, statusOf(cause.code))
  }
}
