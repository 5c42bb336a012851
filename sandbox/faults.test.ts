import { describe, expect, it } from 'vitest'
import { createFaults } from './faults.ts'

const statusFault = { vendor: 'dynamic_mockups', kind: 'status', value: 500 }

const open = (random?: () => number) => {
  const faults = createFaults(random)
  const render = (label?: string, key = 'sandbox_a') =>
    faults.take('dynamic_mockups', 'renders', { key, label }) !== undefined
  return { faults, render }
}

describe('a fault', () => {
  it('applies to each call, as many times as it may', () => {
    const { faults, render } = open()
    faults.add({ ...statusFault, times: 2 })
    expect([render(), render(), render()]).toEqual([true, true, false])
  })

  it('chooses every third label and fails its first two calls', () => {
    const { faults, render } = open()
    faults.add({ ...statusFault, every: 3, consecutive: 2 })
    expect(['a', 'b', 'c', 'd'].map((label) => render(label))).toEqual([false, false, true, false])
    expect([render('c'), render('c')]).toEqual([true, false])
    expect([render('a'), render('b')]).toEqual([false, false])
    expect([render('e'), render('f')]).toEqual([false, true])
  })

  it('counts the calls themselves where there is no label', () => {
    const { faults, render } = open()
    faults.add({ ...statusFault, every: 3, consecutive: 2 })
    expect(Array.from({ length: 8 }, () => render())).toEqual([
      false,
      false,
      true,
      true,
      false,
      true,
      true,
      false,
    ])
  })

  it('applies by chance where a probability is given', () => {
    const draws = [0.4, 0.6]
    const { faults, render } = open(() => draws.shift() ?? 1)
    faults.add({ ...statusFault, probability: 0.5 })
    expect([render(), render()]).toEqual([true, false])
  })

  it('leaves other keys, vendors and operations alone', () => {
    const { faults, render } = open()
    faults.add({ ...statusFault, key: 'sandbox_a' })
    expect(render('x', 'sandbox_b')).toBe(false)
    expect(faults.take('shopify', 'productSet', { shop: 'a' })).toBeUndefined()
    expect(faults.take('dynamic_mockups', 'catalogs', { key: 'sandbox_a' })).toBeUndefined()
    expect(render('x')).toBe(true)
  })

  it('reaches every operation when it asks for all', () => {
    const { faults } = open()
    faults.add({ ...statusFault, operation: '*' })
    expect(faults.take('dynamic_mockups', 'catalogs', {})?.kind).toBe('status')
  })

  it('is removed for one key without touching another', () => {
    const { faults, render } = open()
    faults.add({ ...statusFault, key: 'sandbox_a' })
    faults.add({ ...statusFault, key: 'sandbox_b' })
    faults.clear({ key: 'sandbox_a' })
    expect([render('x', 'sandbox_a'), render('x', 'sandbox_b')]).toEqual([false, true])
  })

  it.each([
    [{}, 'vendor'],
    [{ ...statusFault, kind: 'explode' }, 'kind'],
    [{ vendor: 'shopify', kind: 'latency' }, 'value'],
    [{ ...statusFault, value: 99 }, 'value'],
    [{ ...statusFault, every: 0 }, 'every'],
    [{ vendor: 'dynamic_mockups', kind: 'bad_result', value: 'nonsense' }, 'value'],
  ])('is refused when it is not one: %j', (input, field) => {
    const { faults } = open()
    const added = faults.add(input)
    expect(added.ok ? [] : added.details.map(({ path }) => path[0])).toContain(field)
    expect(faults.list()).toEqual([])
  })
})
