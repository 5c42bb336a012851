import { Hono } from 'hono'
import { addDigitalFile } from '../../domain/digital-files/add-digital-file.ts'
import { addFromArtwork } from '../../domain/digital-files/add-from-artwork.ts'
import { deleteDigitalFile } from '../../domain/digital-files/delete-digital-file.ts'
import { getDigitalFile } from '../../domain/digital-files/get-digital-file.ts'
import { listDigitalFiles } from '../../domain/digital-files/list-digital-files.ts'
import {
  digitalFileAnswer,
  digitalFileQuery,
  newDigitalFile,
  uploadQuery,
} from '../../domain/digital-files/schemas.ts'
import type { HubEnv } from '../hub-env.ts'
import { receiveOnce } from '../middleware/idempotency.ts'
import { answers, answersChange, answersDeletion, answersList } from '../respond/answers.ts'
import { idParam } from '../respond/id-param.ts'
import { respondList } from '../respond/list.ts'
import { body, query } from '../respond/validate.ts'
import { presentDigitalFile } from './present-digital-file.ts'

const NOT_FOUND = 'Digital file not found'
const answersFile = answersChange('digital_file', digitalFileAnswer, 201)

export const digitalFilesApi = new Hono<HubEnv>()
  .get('/', query(digitalFileQuery), answersList('digital_files', digitalFileAnswer), async (c) => {
    const { ctx } = c.var
    const page = await listDigitalFiles(ctx, c.req.valid('query'))
    const rows = await Promise.all(page.rows.map((file) => presentDigitalFile(ctx, file)))
    return respondList(c, 'digital_files', page, rows)
  })
  // A file of its own, as the body or as a form; with JSON that of an artwork.
  .post('/', query(uploadQuery), receiveOnce, answersFile, async (c, next) => {
    const { ctx, received } = c.var
    if (!received) return next()
    const name = c.req.valid('query').name ?? received.name
    const { id } = await addDigitalFile(ctx, received.file, { name })
    const digital_file = await presentDigitalFile(ctx, await getDigitalFile(ctx, id))
    return c.json({ success: true, digital_file }, 201)
  })
  .post('/', body(newDigitalFile), async (c) => {
    const { ctx } = c.var
    const { asset_id, name } = c.req.valid('json')
    const { id } = await addFromArtwork(ctx, asset_id, { name })
    const digital_file = await presentDigitalFile(ctx, await getDigitalFile(ctx, id))
    return c.json({ success: true, digital_file }, 201)
  })
  .get('/:id', answers({ digital_file: digitalFileAnswer }), async (c) => {
    const { ctx } = c.var
    const file = await getDigitalFile(ctx, idParam(c, NOT_FOUND))
    return c.json({ digital_file: await presentDigitalFile(ctx, file) })
  })
  .delete('/:id', answersDeletion, async (c) => {
    await deleteDigitalFile(c.var.ctx, idParam(c, NOT_FOUND))
    return c.json({ success: true })
  })
