import { Hono } from 'hono'
import * as z from 'zod'
import { changeAnswer, undoPlanAnswer, undoRequest } from '../../domain/changes/schemas.ts'
import { listChanges } from '../../domain/publishing/undo/list-changes.ts'
import { planUndo, undoChange } from '../../domain/publishing/undo/undo-change.ts'
import { pageQuery } from '../../paging.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersDryRun, answersList } from '../respond/answers.ts'
import { dryRunQuery } from '../respond/dry-run.ts'
import { idParam } from '../respond/id-param.ts'
import { respondList } from '../respond/list.ts'
import { optionalJson } from '../respond/optional-json.ts'
import { query } from '../respond/validate.ts'

const NOT_FOUND = 'Product not found'
const NO_CHANGE = 'Change not found'
const answersUndo = answers(
  {
    success: z.literal(true),
    change_id: z.uuid(),
    taskId: z.uuid().optional(),
    message: z.string(),
  },
  202,
)
const messages = {
  asked: 'Your store is being brought back to what it showed.',
  here: 'It is put back here. Your store gets it when the product is published next.',
}

/** What products were changed in, and undoing it. */
export const productChangesApi = new Hono<HubEnv>()
  .get('/:id/changes', query(pageQuery), answersList('changes', changeAnswer), async (c) => {
    const id = idParam(c, NOT_FOUND)
    const page = await listChanges(c.var.ctx, id, c.req.valid('query'))
    return respondList(c, 'changes', page, page.rows.map(presentChange))
  })
  .post(
    '/:id/changes/:changeId/undo',
    query(dryRunQuery),
    answersDryRun(undoPlanAnswer.shape),
    answersUndo,
    async (c) => {
      const { ctx } = c.var
      const id = idParam(c, NOT_FOUND)
      const changeId = idParam(c, NO_CHANGE, 'changeId')
      const { plan_id: planId } = await optionalJson(c, undoRequest)
      if (c.req.valid('query').dry_run) {
        return c.json({ dry_run: true, ...(await planUndo(ctx, id, changeId)) })
      }
      const started = await undoChange(ctx, id, changeId, { planId })
      const { taskId } = started
      return c.json(
        {
          success: true,
          change_id: started.changeId,
          ...(taskId ? { taskId } : {}),
          message: taskId ? messages.asked : messages.here,
        },
        202,
      )
    },
  )

type Listed = Awaited<ReturnType<typeof listChanges>>['rows'][number]

function presentChange(change: Listed): z.output<typeof changeAnswer> {
  const { product_id: _product, task_id: _task, version_after: _version, ...shown } = change
  return shown
}
