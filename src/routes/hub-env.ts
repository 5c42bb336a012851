import type { BaseContext, Context } from '../context.ts'

/** What every handler finds on the request: `base` always, `ctx` behind a session or a key. */
export type HubEnv = {
  Bindings: Env
  Variables: { requestId: string; base: BaseContext; ctx: Context }
}
