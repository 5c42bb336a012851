import type { BaseContext, Context } from '../context.ts'
import type { ReceivedFile } from '../domain/digital-files/receive-file.ts'
import type { LayoutData } from '../domain/notices/read-layout-data.ts'
import type { ReadUpload } from './respond/read-upload.ts'

/**
 * What every handler finds on the request: `base` always, `ctx` behind a session or a key,
 * `layoutData` behind a session, `workId` where the caller sent an Idempotency-Key,
 * `upload` where a route takes a file, `received` where that is stored already. A handler that answers a single row sets its `version`,
 * which becomes part of the ETag.
 */
export type HubEnv = {
  Bindings: Env
  Variables: {
    requestId: string
    base: BaseContext
    ctx: Context
    layoutData: () => Promise<LayoutData>
    workId: string | undefined
    version: number | undefined
    upload: ReadUpload
    received: { file: ReceivedFile; name: string | undefined } | undefined
  }
}

declare module 'hono' {
  interface ContextVariableMap {
    /** The query or body as the caller spelled it, once it has been read. */
    sent: unknown
  }
}
