import { expect, test } from 'vitest'
import { neededScope } from './needed-scope.ts'

test.each([
  ['GET', '/api/mockups/generate', 'read'],
  ['HEAD', '/api/products', 'read'],
  ['POST', '/api/quotes', 'write'],
  ['DELETE', '/api/products/1', 'write'],
  ['POST', '/api/mockups/1/approve', 'write'],
  ['POST', '/api/mockups/generate', 'spend'],
  ['POST', '/api/mockups/generate/', 'spend'],
  ['POST', '/api/mockups/1/regenerate', 'spend'],
  ['POST', '/api/scenes/draft', 'read'],
  ['POST', '/api/retries/1/run', undefined],
  ['POST', '/api/retries/run-all', undefined],
  ['POST', '/api/retries/1/discard', 'write'],
  ['POST', '/api/products/1/publish', 'publish'],
  ['POST', '/api/products/1/retire', 'publish'],
  ['POST', '/api/products/1/changes/2/undo', 'publish'],
  ['GET', '/api/products/1/changes', 'read'],
])('%s %s needs %s', (method, path, scope) => {
  expect(neededScope(method, path)).toBe(scope)
})
