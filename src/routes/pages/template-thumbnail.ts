import { Hono, type Context as HonoContext } from 'hono'
import { forgetThumbnail, keepThumbnail } from '../../domain/templates/keep-thumbnail.ts'
import { drawEmptyRoom } from '../../views/scenes/draw-empty-room.ts'
import type { HubEnv } from '../hub-env.ts'

const KEPT = 'private, max-age=86400'
/** It may be there in a moment. */
const DRAWN = 'private, max-age=300'

/** The picture of a template of the user's account, or a drawing where it has none. */
export const templateThumbnails = new Hono<HubEnv>().get('/:id/thumbnail', async (c) => {
  const { ctx } = c.var
  const id = c.req.param('id')
  const key = await keepThumbnail(ctx, id)
  if (!key) return drawing(c)
  const object = await ctx.files.readIf(key, c.req.raw.headers)
  if (!object) {
    await forgetThumbnail(ctx, id, key)
    return drawing(c)
  }
  const headers = new Headers({ etag: object.httpEtag, 'cache-control': KEPT })
  if (!('body' in object)) return new Response(null, { status: 304, headers })
  headers.set('content-type', ctx.files.contentTypeOf(key))
  headers.set('content-length', String(object.size))
  return new Response(object.body, { headers })
})

function drawing(c: HonoContext<HubEnv>): Response {
  return c.body(drawEmptyRoom(), 200, { 'content-type': 'image/svg+xml', 'cache-control': DRAWN })
}
