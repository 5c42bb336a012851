import { Hono } from 'hono'
import { deleteAsset } from '../../domain/assets/delete-asset.ts'
import { getAsset } from '../../domain/assets/get-asset.ts'
import { TOO_LARGE } from '../../domain/assets/inspect-artwork.ts'
import { listAssets } from '../../domain/assets/list-assets.ts'
import { readPrintLimits } from '../../domain/assets/read-print-limits.ts'
import {
  assetChange,
  assetQuery,
  MAX_ARTWORK_BYTES,
  uploadFields,
} from '../../domain/assets/schemas.ts'
import { storeAsset } from '../../domain/assets/store-asset.ts'
import { updateAsset } from '../../domain/assets/update-asset.ts'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { uploadOnce } from '../middleware/idempotency.ts'
import { answers, answersChange, answersDeletion, answersList } from '../respond/answers.ts'
import { idParam } from '../respond/id-param.ts'
import { ifMatch, orCurrent } from '../respond/if-match.ts'
import { invalid } from '../respond/invalid.ts'
import { respondList } from '../respond/list.ts'
import { requireFilter } from '../respond/require-filter.ts'
import { body, query } from '../respond/validate.ts'
import { assetAnswer, presentAsset } from './present-asset.ts'
import { presentPrintSizes, printSizesAnswer } from './present-print-sizes.ts'

const NOT_FOUND = 'Asset not found'
const UPLOAD_LIMITS = { maxFileBytes: MAX_ARTWORK_BYTES, tooLarge: TOO_LARGE }

export const assetsApi = new Hono<HubEnv>()
  .get('/', query(assetQuery), answersList('assets', assetAnswer), async (c) => {
    const { ctx } = c.var
    const asked = c.req.valid('query')
    const page = await listAssets(ctx, asked)
    await requireFilter(ctx, asked.collection, page)
    const rows = await Promise.all(page.rows.map((asset) => presentAsset(c.var.ctx, asset)))
    return respondList(c, 'assets', page, rows)
  })
  .post('/', uploadOnce(UPLOAD_LIMITS), answersChange('asset', assetAnswer, 201), async (c) => {
    const { upload } = c.var
    const fields = uploadFields.safeParse(upload.fields)
    if (!fields.success) {
      throw invalid('Invalid request body', fields.error.issues, upload.fields)
    }
    if (!upload.file) throw noFile()
    const asset = await storeAsset(c.var.ctx, {
      id: c.var.workId,
      bytes: upload.file.bytes,
      fileName: upload.file.name,
      title: fields.data.title,
      quoteId: fields.data.quote_id,
      collection: fields.data.collection,
    })
    c.set('version', asset.version)
    return c.json({ success: true, asset: await presentAsset(c.var.ctx, asset) }, 201)
  })
  .get('/:id', answers({ asset: assetAnswer }), async (c) => {
    const asset = await getAsset(c.var.ctx, idParam(c, NOT_FOUND))
    c.set('version', asset.version)
    return c.json({ asset: await presentAsset(c.var.ctx, asset) })
  })
  .get('/:id/print-sizes', answers(printSizesAnswer), async (c) => {
    const { ctx } = c.var
    const [asset, limits] = await Promise.all([
      getAsset(ctx, idParam(c, NOT_FOUND)),
      readPrintLimits(ctx),
    ])
    return c.json(presentPrintSizes(asset, limits))
  })
  .patch('/:id', body(assetChange), answersChange('asset', assetAnswer), async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const version = ifMatch(c)
    const asset = await orCurrent(
      () => updateAsset(ctx, id, c.req.valid('json'), { version }),
      async () => ({ asset: await presentAsset(ctx, await getAsset(ctx, id)) }),
    )
    c.set('version', asset.version)
    return c.json({ success: true, asset: await presentAsset(ctx, asset) })
  })
  .delete('/:id', answersDeletion, async (c) => {
    await deleteAsset(c.var.ctx, idParam(c, NOT_FOUND))
    return c.json({ success: true })
  })

function noFile(): AppError {
  return new AppError('invalid', 'Invalid request body', {
    errors: [{ pointer: '/file', message: 'Send the file in the field "file"' }],
  })
}
