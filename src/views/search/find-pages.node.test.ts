import { expect, test } from 'vitest'
import { findPages } from './find-pages.ts'

const NONE = new Map<string, string>()
const BEDROOM = new Map([['bedroom', 'Bedroom']])

test('a page is found by a part of its name, whatever its case', () => {
  expect(findPages('CRED', NONE)).toEqual([{ href: '/credits', label: 'Credits' }])
})

test('a page is found by what it is about', () => {
  expect(findPages('shopify', NONE)).toEqual([{ href: '/integrations', label: 'Connections' }])
})

test('a room leads to its mockups', () => {
  expect(findPages('bedr', BEDROOM)).toEqual([
    { href: '/mockups?scene=bedroom', label: 'Mockups in Bedroom' },
  ])
})

test('named pages come before those that are only about it, and at most six are found', () => {
  const found = findPages('e', BEDROOM)
  expect(found).toHaveLength(6)
  expect(found[0]).toEqual({ href: '/', label: 'Home' })
})

test('nothing is found for what no page is about', () => {
  expect(findPages('zebra', BEDROOM)).toEqual([])
})
