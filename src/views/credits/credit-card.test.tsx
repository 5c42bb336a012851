import { expect, test } from 'vitest'
import { CreditCard } from './credit-card.tsx'

const credits = {
  total_used: 3150,
  monthly_used: 300,
  annual_budget: 3500,
  monthly_soft_limit: 292,
  remaining_annual: 340,
  remaining_monthly: 0,
  held: 8,
  suspect: 2,
}

test('without figures the card is a placeholder that fetches itself at once', () => {
  const text = String(<CreditCard credits={undefined} />)
  expect(text).toContain('class="skeleton"')
  expect(text).toContain('hx-trigger="load"')
  expect(text).toContain('<noscript>')
})

test('a placeholder that was fetched asks again in a while, not in a loop', () => {
  const text = String(<CreditCard credits={undefined} again="every 10s" />)
  expect(text).toContain('hx-trigger="every 10s"')
})

test('held and suspect credits are named where there are any', () => {
  const text = String(<CreditCard credits={credits} />)
  expect(text).toContain('8 reserved for renders in progress')
  expect(text).toContain('2 unconfirmed charges to decide')
  const none = String(<CreditCard credits={{ ...credits, held: 0, suspect: 0 }} />)
  expect(none).not.toContain('reserved for renders')
})

test('a year nearly used is red, with a warning, and thousands are separated', () => {
  const text = String(<CreditCard credits={credits} />)
  expect(text).toContain('3,150 / 3,500 used this year')
  expect(text).toContain('340 remaining')
  expect(text).toContain('90% used')
  expect(text).toMatch(/bar-red" id="bar-annual-budget"/)
  expect(text).toMatch(/bar-amber" id="bar-monthly-pace"/)
})
