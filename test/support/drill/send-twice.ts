import worker from '../../../src/worker.ts'

export { CreditLedger, VendorLimiter } from '../../../src/worker.ts'

/** Every message is sent twice, as a queue that delivers at least once may do. */
function doubled<Body>(queue: Queue<Body>): Queue<Body> {
  return {
    metrics: () => queue.metrics(),
    async send(body, options) {
      await queue.send(body, options)
      return queue.send(body, options)
    },
    async sendBatch(messages, options) {
      const all = [...messages]
      await queue.sendBatch(all, options)
      return queue.sendBatch(all, options)
    },
  }
}

const environments = new WeakMap<Env, Env>()

/** One changed environment for each given one: what is read once an isolate stays read once. */
function withDoubledQueues(env: Env): Env {
  const known = environments.get(env)
  if (known) return known
  const changed: Env = {
    ...env,
    MOCKUP_RENDERS: doubled(env.MOCKUP_RENDERS),
    SHOPIFY_PUBLISHING: doubled(env.SHOPIFY_PUBLISHING),
  }
  environments.set(env, changed)
  return changed
}

/** The hub, with a producer that sends each message twice. */
export default {
  fetch: (request, env, context) => worker.fetch(request, withDoubledQueues(env), context),
  queue: (batch, env, context) => worker.queue(batch, withDoubledQueues(env), context),
  scheduled: (controller, env, context) =>
    worker.scheduled(controller, withDoubledQueues(env), context),
} satisfies ExportedHandler<Env>
