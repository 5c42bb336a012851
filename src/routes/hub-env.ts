import type { BaseContext, Context } from '../context.ts'
import type { Surroundings } from '../domain/notices/read-surroundings.ts'

/**
 * What every handler finds on the request: `base` always, `ctx` behind a session or a key,
 * `surroundings` behind a session, `workId` where the caller sent an Idempotency-Key, `version` where
 * the answer is one row that has one.
 */
export type HubEnv = {
  Bindings: Env
  Variables: {
    requestId: string
    base: BaseContext
    ctx: Context
    surroundings: Surroundings
    workId: string | undefined
    version: number | undefined
  }
}
