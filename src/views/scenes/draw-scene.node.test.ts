import { expect, it } from 'vitest'
import { drawScene } from './draw-scene.ts'

const svgOf = (url: string) => decodeURIComponent(url.replace('data:image/svg+xml,', ''))

it('a scene is drawn with a frame of the proportions it takes', () => {
  const portrait = svgOf(drawScene('loft', { width: 500, height: 1000 }))
  expect(portrait).toContain('width="75" height="150"')
})

it('a very wide artwork still fits on the wall', () => {
  expect(svgOf(drawScene('loft', { width: 3000, height: 300 }))).toContain(
    'width="240" height="24"',
  )
})

it('the same scene is always drawn alike', () => {
  expect(drawScene('bedroom')).toBe(drawScene('bedroom'))
  expect(drawScene('bedroom')).not.toBe(drawScene('loft'))
})
