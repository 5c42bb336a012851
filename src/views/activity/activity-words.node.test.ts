import { expect, it } from 'vitest'
import { activityReason, activityWords } from './activity-words.ts'

it('an action is told in words, with what the row knows of it', () => {
  expect(activityWords('mockup_generated', { scene: 'living_room' })).toMatchObject({
    did: 'Rendered a mockup',
    to: 'in living room',
  })
  expect(activityWords('product_created', { variantCount: 1 }).did).toBe(
    'Created a product with 1 variant',
  )
})

it('an action nobody has found words for is told by its name', () => {
  expect(activityWords('credits_corrected', {}).did).toBe('Credits corrected')
})

it('a reason is told where there is one', () => {
  expect(activityReason({ reason: 'Too dark' })).toBe('Too dark')
  expect(activityReason({ reason: null })).toBeUndefined()
})
