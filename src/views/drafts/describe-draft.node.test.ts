import { expect, test } from 'vitest'
import type { SceneConfig } from '../../db/schema/mockups.ts'
import { draftOf } from '../../domain/drafts/draft-artwork.ts'
import { describeDraft, offerFit } from './describe-draft.ts'

const SQUARE = { width: 100, height: 100 }
const LANDSCAPE = { width: 300, height: 200 }
const drafted = (config: SceneConfig, artwork = SQUARE) =>
  draftOf(
    {
      dm_template_id: 'dm_1',
      config,
      template: { layers: [{ id: 'so', name: 'artwork', width: 800, height: 1000 }] },
    },
    artwork,
  )
const words = (config: SceneConfig, artwork = SQUARE) =>
  describeDraft(drafted(config, artwork)).join(' ')

test.each([
  [{}, SQUARE, 'White bars at the top and at the bottom, 10% of the height each.'],
  [{ fit: 'cover' }, SQUARE, 'Cut off left and right, 10% of the artwork’s width each.'],
  [{ fit: 'cover' }, LANDSCAPE, 'Cut off left and right, 23% of the artwork’s width each.'],
  [{}, { width: 4, height: 5 }, 'The artwork fills the frame exactly.'],
  [{ fit: 'fill' }, SQUARE, 'Stretched: 25% taller than the artwork.'],
  [{ fit: 'fill' }, { width: 1, height: 2 }, 'Stretched: 60% wider than the artwork.'],
  [
    { scale: 0.5 },
    SQUARE,
    'White bars left and right, 25% of the width each, and at the top and at the bottom, 30% of the height each.',
  ],
  [
    { position: { x: 80, y: 0 } },
    SQUARE,
    'White bars left, 10% of the width, and at the bottom, 20% of the height. Cut off right, 10% of the artwork’s width.',
  ],
  [
    { size: { width: 400, height: 400 }, position: { x: 80, y: 100 } },
    SQUARE,
    'White bars left, 10%, and right, 40% of the width, and at the top, 10%, and at the bottom, 50% of the height.',
  ],
  [{ position: { x: 2000, y: 0 } }, SQUARE, 'The artwork is outside the frame and cannot be seen.'],
  [{ rotation: 90 }, { width: 4, height: 5 }, /^White bars .* Cut off .* Rotated by 90°\.$/],
  [
    { rotation: 12.34 },
    SQUARE,
    /^\d+% of the frame stays white, and \d+% of the artwork is cut off\. Rotated by 12.3°\.$/,
  ],
] as const)('%j of %j is described', (config, artwork, said) => {
  if (said instanceof RegExp) expect(words(config, artwork)).toMatch(said)
  else expect(words(config, artwork)).toBe(said)
})

test.each([
  [{}, SQUARE, 'cover', 'White bars at the top and bottom. Cover the frame instead?'],
  [
    { fit: 'contain' },
    { width: 1, height: 2 },
    'cover',
    'White bars left and right. Cover the frame instead?',
  ],
  [{ fit: 'cover' }, SQUARE, 'contain', /^Cut off left and right. Show the whole/],
] as const)('where the shapes differ, %j offers another fit', (config, artwork, fit, question) => {
  const offer = offerFit(config, drafted(config, artwork))
  expect(offer?.fit).toBe(fit)
  expect(offer?.question).toMatch(question)
})

test.each([
  [{}, { width: 4, height: 5 }],
  [{ fit: 'cover' }, { width: 8, height: 10 }],
  [{ fit: 'fill' }, SQUARE],
  [{ scale: 0.5 }, SQUARE],
  [{ size: { width: 10, height: 10 } }, SQUARE],
] as const)('%j of %j offers no other fit', (config, artwork) => {
  expect(offerFit(config, drafted(config, artwork))).toBeUndefined()
})
