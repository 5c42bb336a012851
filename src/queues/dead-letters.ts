import type { Context } from '../context.ts'
import { abandonJob } from '../domain/jobs/abandon-job.ts'
import { abandonRender } from '../domain/rendering/abandon-render.ts'
import type { HubMessage } from './messages.ts'

/**
 * A message that failed at every delivery. A mockup ends with a reason as soon as its credit is
 * safe; what a job could not do fails; a product is left to the publishing sweep, which sends it
 * again.
 */
export async function consumeDeadLetter(ctx: Context, received: HubMessage): Promise<void> {
  ctx.log.error('dead_letter', 'every delivery of this message failed', { ...received })
  if (received.type === 'mockup.render') await abandonRender(ctx, received)
  if (received.type === 'job.advance') await abandonJob(ctx, received)
}
