import type { Context } from '../context.ts'
import { abandonRender } from '../domain/rendering/abandon-render.ts'
import type { HubMessage } from './messages.ts'

/**
 * A message that failed at every delivery. A mockup ends with a reason as soon as its credit is
 * safe; a product is left to the publishing sweep, which sends it again.
 */
export async function consumeDeadLetter(ctx: Context, received: HubMessage): Promise<void> {
  ctx.log.error('dead_letter', 'every delivery of this message failed', { ...received })
  if (received.type === 'mockup.render') await abandonRender(ctx, received)
}
