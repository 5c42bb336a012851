import { Hono } from 'hono'
import { requireScope } from '../../domain/accounts/require-scope.ts'
import type { ApiKeyScope } from '../../domain/accounts/schemas.ts'
import { runAllRetries } from '../../domain/recovery/run-all-retries.ts'
import { runRetry } from '../../domain/recovery/run-retry.ts'
import { discardRetry } from '../../domain/retries/discard-retry.ts'
import { getRetry } from '../../domain/retries/get-retry.ts'
import { listRetries } from '../../domain/retries/list-retries.ts'
import { type RetryOperation, retryQuery, runAllRequest } from '../../domain/retries/schemas.ts'
import type { HubEnv } from '../hub-env.ts'
import { idParam } from '../respond/id-param.ts'
import { respondList } from '../respond/list.ts'
import { body, query } from '../respond/validate.ts'
import { presentRetry } from './present-retry.ts'

const NOT_FOUND = 'Retry not found'

const SCOPES = {
  mockup_generation: 'spend',
  product_publish: 'publish',
} as const satisfies Record<RetryOperation, ApiKeyScope>

export const retriesApi = new Hono<HubEnv>()
  .get('/', query(retryQuery), async (c) => {
    const page = await listRetries(c.var.ctx, c.req.valid('query'))
    return respondList(c, 'retries', page, page.rows.map(presentRetry))
  })
  .post('/run-all', body(runAllRequest), async (c) => {
    const { ctx } = c.var
    const { operation_type } = c.req.valid('json')
    requireScope(ctx.actor, SCOPES[operation_type])
    return c.json({ success: true, ...(await runAllRetries(ctx, operation_type)) })
  })
  .get('/:id', async (c) => {
    const retry = await getRetry(c.var.ctx, idParam(c, NOT_FOUND))
    return c.json({ retry: presentRetry(retry) })
  })
  .post('/:id/run', async (c) => {
    const { ctx } = c.var
    const { id, operation_type } = await getRetry(ctx, idParam(c, NOT_FOUND))
    requireScope(ctx.actor, SCOPES[operation_type])
    return c.json({ success: true, retry: presentRetry(await runRetry(ctx, id)) })
  })
  .post('/:id/discard', async (c) => {
    const retry = await discardRetry(c.var.ctx, idParam(c, NOT_FOUND))
    return c.json({ success: true, retry: presentRetry(retry) })
  })
