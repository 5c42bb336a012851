import { withCounts } from './count-calls.ts'

type Kept = { body: unknown; delaySeconds: number }

const kept: Kept[] = []
const environments = new WeakMap<Env, Env>()

/**
 * The environment as a bench wants it. With `BENCH_COUNT` what is billed is counted. With
 * `BENCH_QUEUE=kept` messages wait here for whoever takes them, so that a bench can be as many
 * consumers as it likes; with `twice` each is sent twice, as a queue may do that delivers at least
 * once. One environment for each given one: what is read once an isolate stays read once.
 */
export function changeEnvironment(env: Env): Env {
  const known = environments.get(env)
  if (known) return known
  const counted = Reflect.get(env, 'BENCH_COUNT') ? withCounts(env) : env
  const changed = withQueues(counted, Reflect.get(env, 'BENCH_QUEUE'))
  environments.set(env, changed)
  return changed
}

function withQueues(env: Env, how: unknown): Env {
  if (how !== 'kept' && how !== 'twice') return env
  const change = how === 'kept' ? keep : double
  return {
    ...env,
    MOCKUP_RENDERS: change(env.MOCKUP_RENDERS),
    SHOPIFY_PUBLISHING: change(env.SHOPIFY_PUBLISHING),
  }
}

/** Takes all that waits. */
export function takeMessages(): Kept[] {
  return kept.splice(0)
}

function keep<Body>(queue: Queue<Body>): Queue<Body> {
  const sent = { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } }
  return {
    metrics: () => queue.metrics(),
    async send(body, options) {
      kept.push({ body, delaySeconds: options?.delaySeconds ?? 0 })
      return sent
    },
    async sendBatch(messages, options) {
      for (const { body, delaySeconds } of messages) {
        kept.push({ body, delaySeconds: delaySeconds ?? options?.delaySeconds ?? 0 })
      }
      return sent
    },
  }
}

function double<Body>(queue: Queue<Body>): Queue<Body> {
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
