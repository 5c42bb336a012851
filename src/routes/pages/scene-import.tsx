import { Hono, type Context as HonoContext } from 'hono'
import { type Imported, importScenes } from '../../domain/scenes/import-scenes.ts'
import { type ImportItem, importRequest, MAX_IMPORTED } from '../../domain/scenes/schemas.ts'
import { AppError } from '../../errors.ts'
import { derivedId } from '../../ids.ts'
import { importWords, sceneWords } from '../../views/scenes/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { openForm } from '../middleware/open-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { failureErrors, importInput, partErrors, typedParts } from './scene-import-form.ts'
import { showImportForm, showTypedImport } from './show-import-form.tsx'
import { showTemplates } from './show-templates.tsx'

/** Templates of the user's account become scenes: they are chosen, and then described. */
export const sceneImportPages = new Hono<HubEnv>()
  .get('/', (c) => showTemplates(c))
  .get('/new', openForm('add'), (c) => showImportForm(c))
  .get('/draft', (c) => c.redirect('/scenes/import', 303))
  .post('/draft', limitForm, async (c) => {
    const body = await c.req.parseBody({ all: true })
    const { workId } = formIdentity(body)
    return showTypedImport(c, { workId, parts: typedParts(body), status: 200 })
  })
  .post('/', limitForm, async (c) => {
    const body = await c.req.parseBody({ all: true })
    const { workId } = formIdentity(body)
    const parts = typedParts(body)
    const input = importRequest.safeParse(importInput(parts))
    if (!input.success) {
      const refused = parts.map((part, n) => ({ ...part, errors: partErrors(input.error, n) }))
      const error = parts.length > MAX_IMPORTED ? importWords.tooMany(MAX_IMPORTED) : undefined
      return showTypedImport(c, { workId, parts: refused, error, status: 400 })
    }
    const imported = await tryImport(c, input.data.items, workId)
    if (imported instanceof AppError) {
      return showTypedImport(c, { workId, parts, error: imported.message, status: 503 })
    }
    const { scenes, failed } = imported
    if (failed.length === 0) {
      const text = sceneWords.imported(scenes.length)
      return redirectWith(c, '/scenes', { tone: 'sage', text })
    }
    const refused = failed.flatMap((failure) => {
      const part = parts[failure.index]
      return part ? [{ ...part, errors: failureErrors(failure) }] : []
    })
    // What is left is other work: those that are there keep their ids.
    const rest = await derivedId(workId, 'rest')
    return showTypedImport(c, { workId: rest, parts: refused, added: scenes.length, status: 409 })
  })

async function tryImport(
  c: HonoContext<HubEnv>,
  items: ImportItem[],
  workId: string,
): Promise<Imported | AppError> {
  try {
    return await importScenes(c.var.ctx, items, workId)
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'unavailable') return cause
    throw cause
  }
}
