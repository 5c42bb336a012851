import { Hono, type Context as HonoContext } from 'hono'
import { getProduct, getProductRow } from '../../domain/products/get-product.ts'
import { listChanges } from '../../domain/publishing/undo/list-changes.ts'
import { planUndo, undoChange } from '../../domain/publishing/undo/undo-change.ts'
import { AppError } from '../../errors.ts'
import { PAGE_COUNTED_ROWS, PAGE_NAMES, pageQuery } from '../../paging.ts'
import { changeWords } from '../../views/products/change-words.ts'
import { ChangesPage } from '../../views/products/changes-page.tsx'
import { planRows } from '../../views/products/plan-rows.ts'
import { productPath } from '../../views/products/product-path.ts'
import { UndoPage } from '../../views/products/undo-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { idParam } from '../respond/id-param.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'
import { planValues, variantNames } from './show-plan.tsx'
import { PRODUCT_NOT_FOUND, refuseAction } from './show-product.tsx'

const PAGE_ROWS = 20
const CHANGE_NOT_FOUND = 'Change not found'

/** What a product was changed in at its shops, and undoing that. */
export const productChangesPages = new Hono<HubEnv>()
  .get('/:id/changes', async (c) => {
    const { ctx } = c.var
    const id = idParam(c, PRODUCT_NOT_FOUND)
    const filters = readFilters(c, pageQuery, PAGE_NAMES)
    const query = pageQuery.parse({ ...filters, limit: PAGE_ROWS })
    const [product, page] = await Promise.all([
      getProductRow(ctx, id),
      listChanges(ctx, id, { ...query, counted: PAGE_COUNTED_ROWS }),
    ])
    const now = ctx.clock.now()
    return c.html(<ChangesPage frame={pageFrame(c)} product={product} page={page} now={now} />)
  })
  .get('/:id/changes/:cid/undo', async (c) => {
    const id = idParam(c, PRODUCT_NOT_FOUND)
    try {
      return await showUndo(c, id, idParam(c, CHANGE_NOT_FOUND, 'cid'))
    } catch (cause) {
      return refuseAction(c, id, cause)
    }
  })
  .post('/:id/changes/:cid/undo', limitForm, async (c) => {
    const id = idParam(c, PRODUCT_NOT_FOUND)
    const changeId = idParam(c, CHANGE_NOT_FOUND, 'cid')
    const { plan_id } = await c.req.parseBody()
    const planId = typeof plan_id === 'string' ? plan_id : undefined
    try {
      const { taskId } = await undoChange(c.var.ctx, id, changeId, { planId })
      const text = taskId ? changeWords.undoing : changeWords.undoneNow
      return redirectWith(c, productPath(id), { tone: 'sage', text })
    } catch (cause) {
      const isMoved = cause instanceof AppError && cause.code === 'changed_since'
      return isMoved ? showUndo(c, id, changeId, 409) : refuseAction(c, id, cause)
    }
  })

/** What undoing a change does now. */
async function showUndo(
  c: HonoContext<HubEnv>,
  id: string,
  changeId: string,
  status: 200 | 409 = 200,
): Promise<Response> {
  const { ctx } = c.var
  const [product, plan] = await Promise.all([getProduct(ctx, id), planUndo(ctx, id, changeId)])
  return c.html(
    <UndoPage
      frame={pageFrame(c)}
      product={product}
      plan={plan}
      rows={planRows(plan.changes, variantNames(product))}
      values={await planValues(ctx, product, plan.shop_domain)}
      now={ctx.clock.now()}
    />,
    status,
  )
}
