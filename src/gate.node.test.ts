import { expect, test } from 'vitest'
import { createGate } from './gate.ts'

/** Work that ends when it is let go. */
function openWork() {
  const started: number[] = []
  const ends = new Map<number, (failed: boolean) => void>()
  const begin = (number: number) => () => {
    started.push(number)
    return new Promise<number>((resolve, reject) => {
      ends.set(number, (failed) => (failed ? reject(new Error(`${number}`)) : resolve(number)))
    })
  }
  return { started, begin, end: (number: number, failed = false) => ends.get(number)?.(failed) }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

test('no more than its places at once, and the rest in the order in which it came', async () => {
  const gate = createGate(2)
  const { started, begin, end } = openWork()
  const all = [1, 2, 3, 4].map((number) => gate(begin(number)))
  await turn()
  expect(started).toEqual([1, 2])
  end(2)
  await turn()
  expect(started).toEqual([1, 2, 3])
  end(1)
  end(3)
  await turn()
  end(4)
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4])
})

test('work that fails frees its place, and fails for nobody else', async () => {
  const gate = createGate(1)
  const { started, begin, end } = openWork()
  const [first, second] = [gate(begin(1)), gate(begin(2))]
  await turn()
  end(1, true)
  await expect(first).rejects.toThrow('1')
  await turn()
  expect(started).toEqual([1, 2])
  end(2)
  expect(await second).toBe(2)
})

test('a place that was free again is taken by whoever comes next', async () => {
  const gate = createGate(1)
  expect(await gate(async () => 'one')).toBe('one')
  expect(await gate(async () => 'two')).toBe('two')
})

test('work of several places waits until so many are free, and who comes later waits behind it', async () => {
  const gate = createGate(10)
  const { started, begin, end } = openWork()
  const all = [gate(begin(1), 4), gate(begin(2), 7), gate(begin(3), 4), gate(begin(4), 3)]
  await turn()
  expect(started).toEqual([1])
  end(1)
  await turn()
  expect(started).toEqual([1, 2])
  end(2)
  await turn()
  expect(started).toEqual([1, 2, 3, 4])
  end(3)
  end(4)
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4])
})

test('work that asks for more than all places has them to itself', async () => {
  const gate = createGate(10)
  const { started, begin, end } = openWork()
  const all = [gate(begin(1), 50), gate(begin(2))]
  await turn()
  expect(started).toEqual([1])
  end(1)
  await turn()
  end(2)
  expect(await Promise.all(all)).toEqual([1, 2])
})
