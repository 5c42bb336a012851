import { expect, test } from 'vitest'
import { localPath } from './local-path.ts'

test.each(['/', '/keys', '/mockups?status=approved&page=2', '/products/1?a=%2F%2Fx'])(
  '%j is a path of ours',
  (path) => {
    expect(localPath(path)).toBe(path)
  },
)

test.each([
  undefined,
  '',
  'keys',
  '//evil.example',
  '/\\evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/\t/evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/sign-in?next=/keys',
  `/${'a'.repeat(3000)}`,
])('%j leads home', (path) => {
  expect(localPath(path)).toBe('/')
})
