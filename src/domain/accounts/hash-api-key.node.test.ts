import { defaultKeyHasher } from '@better-auth/api-key'
import { expect, test } from 'vitest'
import { hashApiKey } from './hash-api-key.ts'

test.each(['hh_abc', `hh_${'Z'.repeat(64)}`, 'hh_~?>'])(
  '%j is hashed as the library does',
  async (key) => {
    expect(await hashApiKey(key)).toBe(await defaultKeyHasher(key))
  },
)
