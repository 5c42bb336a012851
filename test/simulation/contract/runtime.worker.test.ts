import {
  createExecutionContext,
  createMessageBatch,
  getQueueResult,
  runInDurableObject,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { type Bindings, CALLS, type Consume } from './calls.ts'

const bindings: Bindings = {
  db: env.DB,
  bucket: env.FILES,
  inObject: (work) =>
    runInDurableObject(env.CREDIT_LEDGER.getByName('contract'), (_instance, state) =>
      work(state.storage),
    ),
  deliver,
}

it.each(CALLS)('$name', async ({ call, expected }) => {
  expect(JSON.parse(JSON.stringify(await call(bindings)))).toEqual(expected)
})

/** What the runtime would deliver again, by its own account of the batch. */
async function deliver(consume: Consume): Promise<string[]> {
  const ids = ['a', 'b', 'c']
  const batch = createMessageBatch(
    'contract',
    ids.map((id) => ({ id, timestamp: new Date(0), body: id, attempts: 1 })),
  )
  const execution = createExecutionContext()
  let threw = false
  await consume(batch).catch(() => {
    threw = true
  })
  const { explicitAcks, retryMessages } = await getQueueResult(batch, execution)
  const returned = retryMessages.map((message) => message.msgId)
  const unspoken = ids.filter((id) => !explicitAcks.includes(id) && !returned.includes(id))
  return [...returned, ...(threw ? unspoken : [])].sort()
}
