import { expect, test } from 'vitest'
import { fitLine, setLine, setUpright } from './set-line.ts'
import { setRing } from './set-ring.ts'

const style = { face: 'garamond', size: 200 } as const

test('a character the typeface lacks is refused by name', () => {
  expect(() => setLine('still 静', 0, 0, style)).toThrow('no glyph for "静"')
  expect(() => setRing('still 静', { x: 0, y: 0, radius: 500 }, 'sans', 80)).toThrow('"静"')
})

test('alignment counts the ink: left starts at x, right ends at x, centre is halfway', () => {
  const left = setLine('Willow', 500, 0, { ...style, align: 'left' }).box
  const right = setLine('Willow', 500, 0, { ...style, align: 'right' }).box
  const centre = setLine('Willow', 500, 0, style).box
  expect(left.left).toBeCloseTo(500, 3)
  expect(right.right).toBeCloseTo(500, 3)
  expect((centre.left + centre.right) / 2).toBeCloseTo(500, 3)
})

test('a fitted line is as wide as asked', () => {
  const size = fitLine('Breathe', 1800, { face: 'didone' })
  const { box } = setLine('Breathe', 0, 0, { face: 'didone', size })
  expect(box.right - box.left).toBeCloseTo(1800, 3)
})

test('an upright line rises from y with its baseline at x', () => {
  const { box } = setUpright('HILL', 300, 900, style)
  expect(box.bottom).toBeCloseTo(900, 3)
  expect(box.right).toBeCloseTo(300, 0)
  expect(box.bottom - box.top).toBeGreaterThan(box.right - box.left)
})

test('a ring keeps every letter outside its circle and within one line of it', () => {
  const { box } = setRing('ROUND AND ROUND WE GO ', { x: 0, y: 0, radius: 500 }, 'sans', 80)
  for (const reach of [-box.left, -box.top, box.right, box.bottom]) {
    expect(reach).toBeGreaterThan(500)
    expect(reach).toBeLessThan(580)
  }
})
