import { chunksOf } from '../../chunks.ts'
import type { Context } from '../../context.ts'
import type { Picture } from '../../db/schema/pictures.ts'
import type { RenderMessage } from '../../queues/messages.ts'

type Attempt = Pick<Picture, 'id' | 'attempt'>

// What one sendBatch takes.
const MESSAGES_PER_SEND = 100
// The most that a queue takes (Cloudflare Queues' limit: 12 hours).
const MAX_DELAY_SECONDS = 12 * 60 * 60

/** Queues attempts. The work is accepted already: what cannot be sent now, the sweep sends. */
export async function sendRenders(ctx: Context, attempts: readonly Attempt[]): Promise<void> {
  for (const some of chunksOf(attempts, MESSAGES_PER_SEND)) {
    try {
      await ctx.queues.mockupRenders.sendBatch(
        some.map((attempt) => ({ body: toMessage(ctx, attempt) })),
      )
    } catch (cause) {
      ctx.log.error('renders_not_sent', cause, { count: some.length })
    }
  }
}

/** Queues an attempt for later. Throws where the queue does not take it: it is delivered again. */
export async function sendLater(ctx: Context, attempt: Attempt, delayMs: number): Promise<void> {
  await ctx.queues.mockupRenders.send(toMessage(ctx, attempt), {
    delaySeconds: Math.min(Math.ceil(delayMs / 1_000), MAX_DELAY_SECONDS),
  })
}

function toMessage(ctx: Context, { id, attempt }: Attempt): RenderMessage {
  return { type: 'mockup.render', version: 2, userId: ctx.userId, pictureId: id, attempt }
}
