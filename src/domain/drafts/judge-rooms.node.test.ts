import { expect, test } from 'vitest'
import { judgeRooms } from './judge-rooms.ts'

const scene = (name: string, config: object) => ({
  name,
  dm_template_id: name,
  config,
  template: null,
})

const SCENES = [
  scene('Bedroom', { default_size: { width: 800, height: 1000 } }),
  scene('Reading Nook', { default_size: { width: 500, height: 700 } }),
  scene('Home Office', { default_size: { width: 600, height: 800 }, fit: 'cover' }),
]

test('a print of 4:5 fills the frame of its shape, and leaves bars in a taller one', () => {
  expect(judgeRooms(SCENES, { width: 2400, height: 3000 })).toEqual({
    filled: ['Bedroom'],
    bars: ['Reading Nook'],
    cropped: ['Home Office'],
  })
})

test('a square leaves bars wherever it is shown whole', () => {
  const { filled, bars } = judgeRooms(SCENES, { width: 3000, height: 3000 })
  expect({ filled, bars }).toEqual({ filled: [], bars: ['Bedroom', 'Reading Nook'] })
})

test('a scene that asks for a scale says nothing while its frame is not known', () => {
  const scaled = scene('Loft', { scale: 0.5, default_size: { width: 800, height: 1000 } })
  expect(judgeRooms([scaled], { width: 2400, height: 3000 })).toEqual({
    filled: [],
    bars: [],
    cropped: [],
  })
})
