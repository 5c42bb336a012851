import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { ledgerOf } from './client.ts'

function newLedger() {
  const userId = newId()
  return { userId, ledger: ledgerOf(env.CREDIT_LEDGER, userId) }
}

function items(count: number) {
  return Array.from({ length: count }, () => ({
    pictureId: newId(),
    mockupId: newId(),
    runId: 'run',
    operation: 'generation' as const,
  }))
}

test('a group is granted whole or not at all, and a repeat gets the same answer', async () => {
  const { ledger } = newLedger()
  const wanted = items(3)
  const first = await ledger.reserveMany({ groupId: 'a', items: wanted, budget: 5 })
  expect(first.result).toBe('reserved')
  expect(await ledger.reserveMany({ groupId: 'a', items: wanted, budget: 5 })).toEqual(first)
  const refused = await ledger.reserveMany({ groupId: 'b', items: items(3), budget: 5 })
  expect(refused).toEqual({ result: 'insufficient', remaining: 2 })
  expect(await ledger.usage(2026, 1, 5)).toBeDefined()
})

test('many callers at once are granted exactly the budget', async () => {
  const { ledger } = newLedger()
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      ledger.reserveMany({ groupId: `g${n}`, items: items(1), budget: 25 }),
    ),
  )
  expect(answers.filter((answer) => answer.result === 'reserved')).toHaveLength(25)
})

test('a charged credit is posted, reported to the database and survives an eviction', async () => {
  const { userId, ledger } = newLedger()
  const [item] = items(1)
  if (!item) throw new Error('no item')
  const attemptId = `${item.pictureId}.1`
  await ledger.reserveMany({ groupId: 'a', items: [item], budget: 10 })
  const begun = await ledger.begin(attemptId)
  if (begun.result !== 'begun') throw new Error(begun.result)
  expect(await ledger.charged(attemptId, begun.token, 'https://x/y.png')).toBe('stale')
  expect(await ledger.callStarted(attemptId, begun.token, 1_000)).toBe('started')
  expect(await ledger.charged(attemptId, begun.token + 1, 'https://x/y.png')).toBe('stale')
  expect(await ledger.charged(attemptId, begun.token, 'https://x/y.png')).toBe('charged')
  const stub = env.CREDIT_LEDGER.getByName(userId)
  await evictDurableObject(stub)
  await runDurableObjectAlarm(stub)
  expect(await ledger.begin(attemptId)).toEqual({
    result: 'posted',
    exportUrl: 'https://x/y.png',
  })
  const rows = await env.DB.prepare('SELECT * FROM mockup_credit_usage WHERE user_id = ?')
    .bind(userId)
    .all()
  expect(rows.results).toMatchObject([
    {
      sequence: 1,
      attempt_id: attemptId,
      picture_id: item.pictureId,
      mockup_id: item.mockupId,
      credits: 1,
      operation: 'generation',
      balance_before: 10,
      balance_after: 9,
    },
  ])
})
