import type { Context } from '../../context.ts'
import type { RenderMessage } from '../../queues/messages.ts'

// What one sendBatch takes.
const MESSAGES_PER_SEND = 100

export function renderMessageOf(ctx: Context, mockupId: string, attempt: number): RenderMessage {
  return { type: 'mockup.render', version: 1, userId: ctx.userId, mockupId, attempt }
}

/**
 * Queues first attempts. The work is accepted already: what cannot be sent now, the sweep sends.
 */
export async function sendRenders(ctx: Context, mockupIds: string[]): Promise<void> {
  for (let at = 0; at < mockupIds.length; at += MESSAGES_PER_SEND) {
    const messages = mockupIds
      .slice(at, at + MESSAGES_PER_SEND)
      .map((id) => ({ body: renderMessageOf(ctx, id, 1) }))
    try {
      await ctx.queues.mockupRenders.sendBatch(messages)
    } catch (cause) {
      ctx.log.error('renders_not_sent', cause, { count: messages.length })
    }
  }
}
