import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SceneConfig } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { placementOf } from '../pictures/placement.ts'
import { readRecipe, recipeOfScene } from '../pictures/recipe.ts'
import { placeArtwork } from './place-artwork.ts'

const FRAME = { width: 800, height: 1000, isKnown: true }
const SHAPES = {
  square: { width: 2000, height: 2000 },
  portrait: { width: 2400, height: 3000 },
  landscape: { width: 3000, height: 2000 },
  panorama: { width: 4000, height: 1000 },
} as const

const recipeOf = (config: SceneConfig) =>
  readRecipe(recipeOfScene({ dm_template_id: 'dm_1', config }))
const draftOf = (
  config: SceneConfig,
  artwork = SHAPES.square as { width: number; height: number },
) => placeArtwork(recipeOf(config), FRAME, artwork)

const NONE = { left: 0, right: 0, top: 0, bottom: 0 }

describe('an artwork in a frame of 800 × 1000', () => {
  test.each([
    ['contain', 'square', [0, 100, 800, 800], { top: 0.1, bottom: 0.1 }, {}],
    ['contain', 'portrait', [0, 0, 800, 1000], {}, {}],
    ['contain', 'landscape', [0, 233.33, 800, 533.33], { top: 0.233, bottom: 0.233 }, {}],
    ['contain', 'panorama', [0, 400, 800, 200], { top: 0.4, bottom: 0.4 }, {}],
    ['cover', 'square', [-100, 0, 1000, 1000], {}, { left: 0.1, right: 0.1 }],
    ['cover', 'portrait', [0, 0, 800, 1000], {}, {}],
    ['cover', 'landscape', [-350, 0, 1500, 1000], {}, { left: 0.233, right: 0.233 }],
    ['cover', 'panorama', [-1600, 0, 4000, 1000], {}, { left: 0.4, right: 0.4 }],
    ['fill', 'square', [0, 0, 800, 1000], {}, {}],
    ['fill', 'portrait', [0, 0, 800, 1000], {}, {}],
    ['fill', 'landscape', [0, 0, 800, 1000], {}, {}],
    ['fill', 'panorama', [0, 0, 800, 1000], {}, {}],
  ] as const)('%s, %s', (fit, shape, [x, y, width, height], bars, cropped) => {
    const draft = draftOf({ fit }, SHAPES[shape])
    const { placed } = draft
    expect(placed.x).toBeCloseTo(x, 1)
    expect(placed.y).toBeCloseTo(y, 1)
    expect(placed.width).toBeCloseTo(width, 1)
    expect(placed.height).toBeCloseTo(height, 1)
    const rounded = (edges: object = {}) =>
      Object.fromEntries(
        Object.entries(edges).map(([edge, n]) => [edge, Math.round(n * 1e3) / 1e3]),
      )
    expect(rounded(draft.bars)).toEqual({ ...NONE, ...bars })
    expect(rounded(draft.cropped)).toEqual({ ...NONE, ...cropped })
  })

  test.each([
    ['a size, from the corner', { size: { width: 400, height: 500 } }, [0, 0, 400, 500]],
    [
      'a size and a position',
      { size: { width: 400, height: 500 }, position: { x: 200, y: 250 } },
      [200, 250, 400, 500],
    ],
    ['a position alone, as large as it fits', { position: { x: 80, y: 0 } }, [80, 0, 800, 800]],
    ['a scale, in the middle', { scale: 0.5 }, [200, 300, 400, 400]],
    ['a scale of what covers', { scale: 1.2, fit: 'cover' }, [-200, -100, 1200, 1200]],
    ['a scale of what fills', { scale: 0.5, fit: 'fill' }, [200, 250, 400, 500]],
  ] as const)('by %s', (_what, config, [x, y, width, height]) => {
    expect(draftOf(config).placed).toEqual({ x, y, width, height, rotation: 0 })
  })

  test('lies on its side after a quarter turn', () => {
    const { bars, cropped, placed } = draftOf({ rotation: -90 }, SHAPES.portrait)
    expect(placed).toMatchObject({ x: 0, y: 0, width: 800, height: 1000, rotation: -90 })
    expect(bars).toEqual({ left: 0, right: 0, top: 0.1, bottom: 0.1 })
    expect(cropped).toEqual({ left: 0.1, right: 0.1, top: 0, bottom: 0 })
  })

  test('that is askew leaves corners white and loses corners: shares of the areas say how much', () => {
    const { bars, cropped, empty, lost } = draftOf({ rotation: 45, size: FRAME_SQUARE })
    expect([bars, cropped]).toEqual([undefined, undefined])
    // A square of 800 turned by 45° in the upper square of the frame loses 3 of its 4 corners.
    expect(lost).toBeCloseTo(3 * 0.0429, 2)
    expect(empty).toBeCloseTo(1 - ((1 - lost) * 800 * 800) / (800 * 1000), 6)
  })

  test('that is placed beyond it is lost whole', () => {
    const { lost, empty } = draftOf({ position: { x: 900, y: 0 } })
    expect([lost, empty]).toEqual([1, 1])
  })
})

const FRAME_SQUARE = { width: 800, height: 800 }

test('a scale in a frame that the vendor does not measure is refused as the render would be', () => {
  const unknown = { ...FRAME, isKnown: false }
  expect(() => placeArtwork(recipeOf({ scale: 0.5 }), unknown, SHAPES.square)).toThrow(AppError)
  expect(placeArtwork(recipeOf({}), unknown, SHAPES.square).placed.width).toBe(800)
})

const side = fc.integer({ min: 1, max: 10_000 })
const size = fc.record({ width: side, height: side })
const offset = fc.integer({ min: -10_000, max: 10_000 })
const config = fc.record(
  {
    fit: fc.constantFrom('contain', 'cover', 'fill'),
    size,
    position: fc.record({ x: offset, y: offset }),
    rotation: fc.double({ min: -360, max: 360, noNaN: true }),
    scale: fc.double({ min: 0.1, max: 2, noNaN: true }),
  },
  { requiredKeys: [] },
)

test('what is drawn is what is sent, whatever the scene, the frame and the artwork', () => {
  fc.assert(
    fc.property(config, size, size, (scene, frame, artwork) => {
      const recipe = recipeOf(scene)
      const sent = placementOf(recipe, frame, artwork)
      const draft = placeArtwork(recipe, { ...frame, isKnown: true }, artwork)
      const { x, y, width, height, rotation } = draft.placed
      expect(rotation).toBe(sent.rotationDegrees)
      if (sent.size) expect({ width, height }).toEqual(sent.size)
      if (sent.position) expect({ left: x, top: y }).toEqual(sent.position)
      if (!sent.size && sent.fit !== 'stretch') {
        expect(width / height / (artwork.width / artwork.height)).toBeCloseTo(1, 6)
      }
      const near = (one: number, other: number) => Math.abs(one - other) < 1e-6 * (other + 1)
      const [across, down] = [near(width, frame.width), near(height, frame.height)]
      if (sent.fit === 'stretch' && !sent.size) expect(across && down).toBe(true)
      if (sent.fit && !sent.size && !sent.position) {
        expect(across || down).toBe(true)
        expect(near(x + width / 2, frame.width / 2) && near(y + height / 2, frame.height / 2)).toBe(
          true,
        )
      }
      for (const share of [draft.empty, draft.lost]) {
        expect(share).toBeGreaterThan(-1e-6)
        expect(share).toBeLessThanOrEqual(1)
      }
    }),
  )
})
