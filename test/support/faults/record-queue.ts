import { env } from 'cloudflare:workers'
import type { RenderMessage } from '../../../src/queues/messages.ts'
import { renderMessage } from '../../../src/queues/messages.ts'

export type Sent = { body: RenderMessage; delaySeconds: number }

/** A queue that keeps what it is given and delivers nothing. */
export function recordQueue(): { queue: Env['MOCKUP_RENDERS']; sent: Sent[] } {
  const sent: Sent[] = []
  const keep = (body: unknown, options: { delaySeconds?: number } = {}) =>
    sent.push({ body: renderMessage.parse(body), delaySeconds: options.delaySeconds ?? 0 })
  const queue = new Proxy(env.MOCKUP_RENDERS, {
    get(whole, property) {
      if (property === 'send') {
        return async (body: unknown, options?: { delaySeconds?: number }) => keep(body, options)
      }
      if (property === 'sendBatch') {
        return async (messages: { body: unknown; delaySeconds?: number }[]) => {
          for (const { body, delaySeconds } of messages) keep(body, { delaySeconds })
        }
      }
      return Reflect.get(whole, property)
    },
  })
  return { queue, sent }
}
