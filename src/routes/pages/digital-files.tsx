import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { listAssetChoices } from '../../domain/assets/list-asset-choices.ts'
import { addDigitalFile } from '../../domain/digital-files/add-digital-file.ts'
import { addFromArtwork } from '../../domain/digital-files/add-from-artwork.ts'
import { deleteDigitalFile } from '../../domain/digital-files/delete-digital-file.ts'
import { getDigitalFile } from '../../domain/digital-files/get-digital-file.ts'
import { listDigitalFiles, listFileChoices } from '../../domain/digital-files/list-digital-files.ts'
import { receiveFile } from '../../domain/digital-files/receive-file.ts'
import { digitalFileQuery } from '../../domain/digital-files/schemas.ts'
import { AppError, statusOf } from '../../errors.ts'
import { uuid } from '../../ids.ts'
import { lastPosition, PAGE_COUNTED_ROWS, PAGE_NAMES, searchText } from '../../paging.ts'
import { ChoiceList } from '../../views/components/searched-select.tsx'
import { urlWith } from '../../views/components/url-with.ts'
import { fileOptions } from '../../views/digital-files/digital-file-select.tsx'
import { DigitalFilesPage } from '../../views/digital-files/digital-files-page.tsx'
import { fileFlash, fileWords } from '../../views/digital-files/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { idParam } from '../respond/id-param.ts'
import { openFileStream } from '../respond/open-file-stream.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'
import { chosenIds, readSearches } from './choices.ts'

const PATH = '/digital-files'
const NOT_FOUND = 'Digital file not found'
const PAGE_ROWS = 25
const LINK_SECONDS = 300
const names = ['search', ...PAGE_NAMES] as const

const chosenArtwork = z.object({ asset_id: uuid.optional().catch(undefined) })

export const digitalFilesPages = new Hono<HubEnv>()
  .get('/', (c) => showFiles(c))
  .get('/choices', async (c) => {
    const search = searchText.optional().catch(undefined).parse(c.req.query('file_search'))
    const files = await listFileChoices(c.var.ctx, { chosen: [], search: search || undefined })
    return c.html(<ChoiceList options={fileOptions(files)} />)
  })
  .get('/:id/download', async (c) => {
    const { ctx } = c.var
    const { name, file_key } = await getDigitalFile(ctx, idParam(c, NOT_FOUND))
    const link = await ctx.files.link(file_key, { seconds: LINK_SECONDS })
    return c.redirect(`${link}&download=${encodeURIComponent(name)}`, 303)
  })
  .post('/', async (c) => {
    const { ctx } = c.var
    try {
      const { name, fields: _none, ...source } = await openFileStream(c)
      if (!name && source.length === 0) throw new AppError('invalid', fileWords.noFile)
      const received = await receiveFile(ctx, source)
      const file = await addDigitalFile(ctx, received, { name })
      const text = file.id === received.id ? fileFlash.added(file.name) : fileFlash.known(file.name)
      return redirectWith(c, PATH, { tone: 'sage', text })
    } catch (cause) {
      return refuse(c, cause, 'file')
    }
  })
  .post('/find', limitForm, async (c) => {
    const body = await c.req.parseBody()
    return showFiles(c, { ...readSearches(body), ...chosenArtwork.parse(body) })
  })
  .post('/from-artwork', limitForm, async (c) => {
    const { asset_id } = chosenArtwork.parse(await c.req.parseBody())
    try {
      if (!asset_id) throw new AppError('invalid', fileWords.chooseFirst)
      const { name } = await addFromArtwork(c.var.ctx, asset_id)
      return redirectWith(c, PATH, { tone: 'sage', text: fileFlash.added(name) })
    } catch (cause) {
      return refuse(c, cause, 'asset_id', asset_id)
    }
  })
  .post('/:id/delete', limitForm, async (c) => {
    try {
      const { name } = await deleteDigitalFile(c.var.ctx, idParam(c, NOT_FOUND))
      return redirectWith(c, PATH, { tone: 'sage', text: fileFlash.deleted(name) })
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'conflict') throw cause
      return showFiles(c, { refusal: cause.message, status: 409 })
    }
  })

type Shown = {
  asset_id?: string | undefined
  asset_search?: string | undefined
  errors?: Record<string, string>
  refusal?: string
  status?: ReturnType<typeof statusOf>
}

async function showFiles(c: HonoContext<HubEnv>, shown: Shown = {}): Promise<Response> {
  const { ctx } = c.var
  const filters = readFilters(c, digitalFileQuery, names)
  const query = digitalFileQuery.parse({ ...filters, limit: PAGE_ROWS })
  const [page, assets] = await Promise.all([
    listDigitalFiles(ctx, { ...query, counted: PAGE_COUNTED_ROWS }),
    listAssetChoices(ctx, { chosen: chosenIds(shown.asset_id), search: shown.asset_search }),
  ])
  if (page.rows.length === 0 && page.total > 0) {
    return c.redirect(urlWith(PATH, { ...filters, ...lastPosition(page) }), 303)
  }
  const toasts = shown.refusal ? [{ tone: 'red', text: shown.refusal } as const] : []
  return c.html(
    <DigitalFilesPage
      frame={pageFrame(c, toasts)}
      page={page}
      search={filters.search}
      assets={assets}
      assetSearch={shown.asset_search}
      chosenAsset={shown.asset_id}
      errors={shown.errors}
      now={ctx.clock.now()}
    />,
    shown.status ?? 200,
  )
}

/** The page again, with the reason at the field that it is about. */
function refuse(
  c: HonoContext<HubEnv>,
  cause: unknown,
  field: string,
  asset_id?: string,
): Promise<Response> {
  if (!(cause instanceof AppError)) throw cause
  const message = cause.errors[0]?.message ?? cause.message
  return showFiles(c, { asset_id, errors: { [field]: message }, status: statusOf(cause.code) })
}
