import * as z from 'zod'
import { type Corners, corners } from '../../db/schema/drafts.ts'
import { eitherCase } from '../../either-case.ts'
import { uuid } from '../../ids.ts'
import { sceneConfig } from '../scenes/schemas.ts'

const MAX_NAME_CHARACTERS = 200
const ONE_OF_BOTH = 'Give either a scene_key or a template_id'
const name = z.string().trim().min(1).max(MAX_NAME_CHARACTERS)

/** `config` is laid over the scene's own; with a template it is all there is. */
export const draftInput = eitherCase(
  z
    .strictObject({
      asset_id: uuid,
      scene_key: name.optional(),
      template_id: name.optional(),
      config: sceneConfig.default({}),
    })
    .refine((input) => (input.scene_key === undefined) !== (input.template_id === undefined), {
      path: ['scene_key'],
      error: ONE_OF_BOTH,
    }),
)
export type DraftInput = z.output<typeof draftInput>

/** Less than that between two edges is no area: a share of the picture, squared. */
const LEAST_TURN = 0.0002

/** Four corners that go around clockwise, bulging everywhere: what a frame on a wall looks like. */
export const previewCorners = corners.refine(isFrame, {
  error: 'The corners must run clockwise from the top left and must not form a line',
})

function isFrame(drawn: Corners): boolean {
  return drawn.every(([x, y], index) => {
    const [beforeX, beforeY] = drawn.at(index - 1) ?? [x, y]
    const [afterX, afterY] = drawn.at((index + 1) % drawn.length) ?? [x, y]
    return (x - beforeX) * (afterY - y) - (y - beforeY) * (afterX - x) > LEAST_TURN
  })
}
