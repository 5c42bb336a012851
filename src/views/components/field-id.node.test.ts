import { expect, test } from 'vitest'
import { describedBy, elementId, fieldId } from './field-id.ts'

test('a field id holds nothing that a selector would misread', () => {
  expect(fieldId('variants[0].price', { scope: 'edit', value: '8×10 / White' })).toMatch(/^[\w-]+$/)
})

test('scope and value distinguish fields of the same name', () => {
  const ids = [
    fieldId('status'),
    fieldId('status', { scope: 'filter' }),
    fieldId('status', { value: 'a' }),
  ]
  expect(new Set(ids).size).toBe(3)
})

test('an element id joins its parts', () => {
  expect(elementId('run', '0192-ab', 3)).toBe('run-0192-ab-3')
})

test('a field is described by what it has, in reading order', () => {
  expect(describedBy('f', { hint: 'h', error: 'e' })).toBe('f-hint f-error')
  expect(describedBy('f', { error: 'e' })).toBe('f-error')
  expect(describedBy('f', {})).toBeUndefined()
})
