import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PRODUCT_STATUSES, PUBLISH_STATES, PUBLISH_TARGETS } from '../../db/schema/products.ts'
import { decide, isUnderWay, type TaskEvent, type TaskRow } from './task.ts'

const NOW = '2026-11-21T10:00:00.000Z'

const row = (changes: Partial<TaskRow> = {}): TaskRow => ({
  id: 'p',
  title: 'Rest',
  status: 'draft',
  publish_state: 'idle',
  publish_target: null,
  publish_task_id: null,
  publish_shop: null,
  retire_reason: null,
  retired_at: null,
  ...changes,
})

const underWay = (changes: Partial<TaskRow> = {}): TaskRow =>
  row({
    publish_state: 'publishing',
    publish_target: 'active',
    publish_task_id: 't',
    publish_shop: 'a',
    ...changes,
  })

const anyRow: fc.Arbitrary<TaskRow> = fc.record({
  id: fc.constant('p'),
  title: fc.constant('Rest'),
  status: fc.constantFrom(...PRODUCT_STATUSES),
  publish_state: fc.constantFrom(...PUBLISH_STATES),
  publish_target: fc.constantFrom(...PUBLISH_TARGETS, null),
  publish_task_id: fc.constantFrom('t', 'older', null),
  publish_shop: fc.constantFrom('a', 'b', null),
  retire_reason: fc.constant(null),
  retired_at: fc.constant(null),
})

const steps: TaskEvent[] = [
  { kind: 'started', taskId: 't' },
  { kind: 'deferred', taskId: 't', untilMs: 0 },
  { kind: 'parked', taskId: 't' },
  { kind: 'resumed', taskId: 't' },
  { kind: 'moved', taskId: 't', shop: 'b' },
  { kind: 'done', taskId: 't', onSaleElsewhere: false },
  { kind: 'failed', taskId: 't', error: 'no' },
]

it('a publication that could not begin leaves alone what is under way', () => {
  const refused = { kind: 'refused', error: 'no' } as const
  expect(decide(underWay(), refused, NOW)).toBeUndefined()
  expect(decide(row(), refused, NOW)).toMatchObject({ status: 'pending', publish_state: 'failed' })
})

describe('a task', () => {
  it('that was replaced, or has ended, changes nothing more', () => {
    fc.assert(
      fc.property(anyRow, fc.constantFrom(...steps), (product, event) => {
        const counts = product.publish_task_id === 't' && isUnderWay(product)
        expect(decide(product, event, NOW) !== undefined).toBe(counts)
      }),
    )
  })

  it('is asked for at one shop, and waits there', () => {
    const event = { kind: 'asked', taskId: 't', target: 'active', shop: 'a' } as const
    expect(decide(row(), event, NOW)).toMatchObject({
      publish_state: 'queued',
      publish_target: 'active',
      publish_task_id: 't',
      publish_shop: 'a',
      sync_error: null,
    })
  })

  it('is not asked for where the product has to be restored first', () => {
    const event = { kind: 'asked', taskId: 't', target: 'active', shop: 'a' } as const
    expect(decide(row({ status: 'retired' }), event, NOW)).toBeUndefined()
    expect(decide(row({ status: 'archived' }), event, NOW)).toBeUndefined()
  })

  it.each([
    ['active', 'active', null],
    ['retired', 'retired', NOW],
    ['archived', 'archived', null],
    ['draft', 'draft', null],
    ['withdrawn', 'retired', NOW],
  ] as const)('for %s leaves the product %s', (publish_target, status, retired_at) => {
    const event = { kind: 'done', taskId: 't', onSaleElsewhere: false } as const
    expect(decide(underWay({ publish_target }), event, NOW)).toMatchObject({
      status,
      retired_at,
      publish_state: 'idle',
    })
  })

  it('that takes it off sale at one shop leaves it on sale where another sells it', () => {
    const product = underWay({ status: 'active', publish_target: 'withdrawn' })
    const change = decide(product, { kind: 'done', taskId: 't', onSaleElsewhere: true }, NOW)
    expect(change).toMatchObject({ publish_state: 'idle' })
    expect(change).not.toHaveProperty('status')
  })
})

describe('a product whose shop is looked at again', () => {
  const event = { kind: 'rechecked', taskId: 't', target: 'retired', shop: 'a' } as const
  const EARLIER = '2026-11-20T10:00:00.000Z'

  it('keeps when and why it was retired', () => {
    const product = row({ status: 'retired', retire_reason: 'seasonal', retired_at: EARLIER })
    const asked = decide(product, event, NOW)
    expect(asked).toMatchObject({ publish_state: 'retiring', retire_reason: 'seasonal' })
    const done = { kind: 'done', taskId: 't', onSaleElsewhere: false } as const
    expect(decide({ ...product, ...asked }, done, NOW)).toMatchObject({ retired_at: EARLIER })
  })

  it('is left alone while something else is under way, or could not be sent', () => {
    for (const publish_state of ['queued', 'publishing', 'retiring', 'failed'] as const)
      expect(decide(row({ publish_state }), event, NOW)).toBeUndefined()
  })
})

describe('a failure', () => {
  const event = { kind: 'failed', taskId: 't', error: 'no' } as const

  it('of the first publication leaves it pending, and of a later one on sale', () => {
    expect(decide(underWay(), event, NOW)).toMatchObject({ status: 'pending' })
    expect(decide(underWay({ status: 'active' }), event, NOW)).not.toHaveProperty('status')
  })

  it('to take it off sale says so, and changes nothing else', () => {
    const product = underWay({ status: 'active', publish_target: 'retired' })
    expect(decide(product, event, NOW)).toEqual({
      publish_state: 'failed',
      sync_error: 'no',
      updated_at: NOW,
    })
  })
})
