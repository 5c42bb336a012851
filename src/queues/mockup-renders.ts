import type { Context } from '../context.ts'
import { renderMockup } from '../domain/rendering/render-mockup.ts'
import type { RenderMessage } from './messages.ts'

/** One paid attempt at a mockup; what is delivered twice is done once. */
export async function consumeRender(ctx: Context, received: RenderMessage): Promise<void> {
  const end = await renderMockup(ctx, received)
  ctx.log.info('render', { mockup: received.mockupId, attempt: received.attempt, end })
}
