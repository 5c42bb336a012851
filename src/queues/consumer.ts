import * as z from 'zod'
import { type BaseContext, createBaseContext, forUser } from '../context.ts'
import { createGate } from '../gate.ts'
import { consumeDeadLetter } from './dead-letters.ts'
import { consumeJob } from './jobs.ts'
import { type HubMessage, message } from './messages.ts'
import { consumeRender } from './mockup-renders.ts'
import { consumeSync } from './shopify-publishing.ts'

// Faults of our own infrastructure: the database or an object does not answer.
const RETRY_AFTER_SECONDS = 15
/**
 * More than may be at the vendor at once (`atVendor`): while those wait for its answers, the next
 * are made ready and the last are stored.
 */
const MESSAGES_AT_ONCE = 15

/** Queue → handler. Each message ends by itself: one bad message never takes its batch along. */
export const consume: ExportedHandlerQueueHandler<Env> = async (batch, env, execution) => {
  const base = createBaseContext(env, {
    requestId: `queue-${crypto.randomUUID()}`,
    waitUntil: (work) => execution.waitUntil(work),
  })
  const dead = batch.queue.includes('-dead')
  const gate = createGate(MESSAGES_AT_ONCE)
  await Promise.all(batch.messages.map((each) => gate(() => consumeOne(base, each, dead))))
}

async function consumeOne(base: BaseContext, each: Message<unknown>, dead: boolean): Promise<void> {
  const parsed = message.safeParse(each.body)
  if (!parsed.success) {
    base.log.error('poison_message', z.prettifyError(parsed.error), { message: each.id })
    return each.ack()
  }
  try {
    await handle(base, parsed.data, dead)
    each.ack()
  } catch (cause) {
    base.log.error('message_failed', cause, { message: each.id, type: parsed.data.type })
    each.retry({ delaySeconds: RETRY_AFTER_SECONDS })
  }
}

function handle(base: BaseContext, received: HubMessage, dead: boolean): Promise<void> {
  const ctx = forUser(base, received.userId, { kind: 'system', job: received.type })
  if (dead) return consumeDeadLetter(ctx, received)
  switch (received.type) {
    case 'mockup.render':
      return consumeRender(ctx, received)
    case 'product.sync':
      return consumeSync(ctx, received)
    case 'job.advance':
      return consumeJob(ctx, received)
  }
}
