import { expect, test } from 'vitest'
import { inOrderOfKit } from './in-order-of-kit.ts'

const KIT = {
  scenes: [
    { scene_key: 'ruler', role: 'scale' as const },
    { scene_key: 'den', role: 'room' as const },
    { scene_key: 'hall', role: 'hero' as const },
    { scene_key: 'bath', role: 'room' as const },
    { scene_key: 'corner', role: 'detail' as const },
  ],
}

test('pictures go by role, then as the kit has them, then come the rest as they were', () => {
  const scenes = ['attic', 'ruler', 'bath', 'corner', 'porch', 'den', 'hall', 'den', null]
  const pictures = scenes.map((scene, at) => ({ scene, at }))
  const ordered = inOrderOfKit(pictures, KIT)
  expect(ordered.map(({ scene }) => scene)).toEqual([
    'hall',
    'den',
    'den',
    'bath',
    'corner',
    'ruler',
    'attic',
    'porch',
    null,
  ])
  expect(ordered.map(({ at }) => at).slice(1, 3)).toEqual([5, 7])
})
