import { AppError } from '../../errors.ts'
import type { Size } from '../pictures/placement.ts'
import { type DraftedScene, draftOf } from './draft-artwork.ts'

/** Names of scenes, by how an artwork would look in them. */
export type RoomFit = { filled: string[]; bars: string[]; cropped: string[] }

/** Of the frame's, or the artwork's, area: less than that nobody sees. */
const SEEN = 0.01

/**
 * In which scenes an artwork fills its frame, leaves white bars, or is cut off. A scene that cannot
 * be drafted is left out.
 */
export function judgeRooms(
  scenes: readonly (DraftedScene & { name: string })[],
  artwork: Size,
): RoomFit {
  const fit: RoomFit = { filled: [], bars: [], cropped: [] }
  for (const scene of scenes) {
    const draft = draftIn(scene, artwork)
    if (!draft) continue
    if (draft.empty > SEEN) fit.bars.push(scene.name)
    else if (draft.lost > SEEN) fit.cropped.push(scene.name)
    else fit.filled.push(scene.name)
  }
  return fit
}

function draftIn(scene: DraftedScene, artwork: Size) {
  try {
    return draftOf(scene, artwork)
  } catch (cause) {
    if (cause instanceof AppError) return undefined
    throw cause
  }
}
