import { expect, test } from 'vitest'
import { changedFields } from './changed-fields.ts'

const row = { name: 'Loft', config: { size: { width: 1, height: 2 }, fit: 'cover' }, tags: ['a'] }

test('fields that are equal are not changed, whatever the order of their names', () => {
  const config = { fit: 'cover', size: { height: 2, width: 1 } }
  expect(changedFields(row, { name: 'Loft', config, tags: ['a'] })).toEqual([])
})

test('fields that differ are named, and those that are not given are left out', () => {
  expect(changedFields(row, { name: 'Attic', config: undefined })).toEqual(['name'])
  expect(changedFields(row, { config: { fit: 'cover' } })).toEqual(['config'])
  expect(changedFields(row, { tags: ['a', 'b'] })).toEqual(['tags'])
  expect(changedFields({ mood: 'calm' }, { mood: null })).toEqual(['mood'])
})
