import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { readConfig } from './env.ts'

const OPEN_HUB = {
  ...env,
  DYNAMIC_MOCKUPS_API_KEY: 'operators-key',
  SIGN_UP: 'open',
  PUBLIC_URL: 'https://hub.test',
}
const CAPS = { SHARED_KEY_ANNUAL_CREDITS: '1000', SHARED_KEY_ACCOUNT_CREDITS: '25' }

test.each([
  ['SHARED_KEY_ANNUAL_CREDITS and SHARED_KEY_ACCOUNT_CREDITS', {}],
  ['SHARED_KEY_ANNUAL_CREDITS', { ...CAPS, SHARED_KEY_ANNUAL_CREDITS: '' }],
  ['SHARED_KEY_ACCOUNT_CREDITS', { ...CAPS, SHARED_KEY_ACCOUNT_CREDITS: '' }],
])('a public hub with open sign-up and a shared key does not start without %s', (names, caps) => {
  expect(() => readConfig({ ...OPEN_HUB, ...caps })).toThrow(
    expect.objectContaining({
      code: 'not_configured',
      message: expect.stringContaining(`set ${names} to what may be spent a year`),
    }),
  )
})

test('with both caps it starts, and knows them as numbers', () => {
  const { dynamicMockups } = readConfig({ ...OPEN_HUB, ...CAPS, SHARED_KEY_ACCOUNT_CREDITS: '0' })
  expect(dynamicMockups.sharedKey).toEqual({ annualCredits: 1_000, accountCredits: 0 })
})

test.each([
  ['sign-up is closed', { SIGN_UP: 'closed' }],
  ['there is no shared key', { DYNAMIC_MOCKUPS_API_KEY: '' }],
  ['only this machine reaches it', { PUBLIC_URL: 'http://localhost:8787' }],
])('no cap is needed where %s', (_name, change) => {
  const { dynamicMockups } = readConfig({ ...OPEN_HUB, ...change })
  expect(dynamicMockups.sharedKey).toEqual({ annualCredits: undefined, accountCredits: undefined })
})

test.each(['many', '-1', '1.5'])('a cap of %s is refused by name', (cap) => {
  const wrong = { ...OPEN_HUB, ...CAPS, SHARED_KEY_ANNUAL_CREDITS: cap }
  expect(() => readConfig(wrong)).toThrow('SHARED_KEY_ANNUAL_CREDITS must be a whole number')
})
