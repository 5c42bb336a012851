import { describe, expect, it } from 'vitest'
import { placedConfig, readRecipe, recipeOfScene } from '../pictures/recipe.ts'
import { moveArtwork } from './move-artwork.ts'
import { placeArtwork } from './place-artwork.ts'

const FRAME = { width: 800, height: 1000, isKnown: true }
const ARTWORK = { width: 60, height: 60 }

function draft(config: object) {
  const recipe = recipeOfScene({ dm_template_id: 'dm', config })
  return placeArtwork(readRecipe(recipe), FRAME, ARTWORK)
}

describe('an artwork that is moved in its draft', () => {
  it.each([
    ['up', { x: 0, y: 80 }],
    ['down', { x: 0, y: 120 }],
    ['left', { x: -16, y: 100 }],
    ['right', { x: 16, y: 100 }],
  ] as const)('%s keeps its size, and is drawn a step away', (move, position) => {
    const moved = moveArtwork(draft({}), move)
    expect(moved).toEqual({ size: { width: 800, height: 800 }, position })
    expect(draft(placedConfig({}, moved)).placed).toMatchObject({
      ...{ width: 800, height: 800 },
      ...position,
    })
  })

  it('grows and shrinks about its middle', () => {
    expect(moveArtwork(draft({}), 'larger')).toEqual({
      size: { width: 840, height: 840 },
      position: { x: -20, y: 80 },
    })
    const smaller = draft(moveArtwork(draft({}), 'smaller')).placed
    expect(smaller.width).toBe(762)
    expect(smaller.x + smaller.width / 2).toBe(400)
  })

  it('stays turned, and within what a placement takes', () => {
    const far = { size: { width: 10_000, height: 10_000 }, position: { x: -10_000, y: 0 } }
    expect(moveArtwork(draft({ ...far, rotation: 30 }), 'left')).toEqual({
      size: far.size,
      position: far.position,
      rotation: 30,
    })
    expect(moveArtwork(draft(far), 'larger').size).toEqual(far.size)
  })
})
