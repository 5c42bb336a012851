import { expect, it } from 'vitest'
import { ACTION_TYPES } from '../../domain/activity/schemas.ts'
import { activityReason, describeActivity } from './describe-activity.ts'

it('an action is described, with what the row knows of it', () => {
  expect(describeActivity('mockup_generated', { scene: 'living_room' })).toMatchObject({
    did: 'Rendered a mockup',
    to: 'in Living Room',
  })
  expect(describeActivity('product_created', { variantCount: 1 }).did).toBe(
    'Created a product with 1 variant',
  )
})

it.each(ACTION_TYPES)('%s has a description of its own', (type) => {
  const name = type.replaceAll('_', ' ')
  expect(describeActivity(type, {}).did.toLowerCase()).not.toBe(name)
})

it('an action without a description is shown by its name', () => {
  expect(describeActivity('credits_corrected', {}).did).toBe('Credits corrected')
})

it('a reason is shown where there is one', () => {
  expect(activityReason('mockup_rejected', { reason: 'Too dark' })).toBe('Too dark')
  expect(activityReason('mockup_rejected', { reason: null })).toBeUndefined()
  expect(activityReason('product_retired', { reason: 'underperformer' })).toBe('Low sales')
  expect(activityReason('product_retired', { reason: 'manual' })).toBeUndefined()
})
