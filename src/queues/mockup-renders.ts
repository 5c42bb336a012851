import type { Context } from '../context.ts'
import { renderPicture } from '../domain/rendering/render-picture.ts'
import type { RenderMessage } from './messages.ts'

/** One paid attempt at a picture; what is delivered twice is done once. */
export async function consumeRender(ctx: Context, received: RenderMessage): Promise<void> {
  const end = await renderPicture(ctx, received)
  ctx.log.info('render', { picture: received.pictureId, attempt: received.attempt, end })
}
