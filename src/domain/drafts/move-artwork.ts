import type { Placement } from '../../db/schema/mockups.ts'
import type { Draft } from './place-artwork.ts'

export const MOVES = ['up', 'down', 'left', 'right', 'larger', 'smaller'] as const
export type Move = (typeof MOVES)[number]

/** Of the frame's height or width. */
const STEP_SHARE = 0.02
const GROWTH = 1.05
/** As far as a placement goes. */
const MAX_SIDE_PX = 10_000

/**
 * A draft's artwork moved by one step, or made larger or smaller about its middle, as the size and
 * position that a placement says it with. What is turned stays so.
 */
export function moveArtwork({ frame, placed }: Draft, move: Move): Placement {
  const factor = move === 'larger' ? GROWTH : move === 'smaller' ? 1 / GROWTH : 1
  const width = sideOf(placed.width * factor)
  const height = sideOf(placed.height * factor)
  const across = move === 'left' ? -1 : move === 'right' ? 1 : 0
  const down = move === 'up' ? -1 : move === 'down' ? 1 : 0
  return {
    size: { width, height },
    position: {
      x: offsetOf(placed.x - (width - placed.width) / 2 + across * stepOf(frame.width)),
      y: offsetOf(placed.y - (height - placed.height) / 2 + down * stepOf(frame.height)),
    },
    ...(placed.rotation === 0 ? {} : { rotation: placed.rotation }),
  }
}

function stepOf(side: number): number {
  return Math.max(1, Math.round(side * STEP_SHARE))
}

function sideOf(px: number): number {
  return Math.min(MAX_SIDE_PX, Math.max(1, Math.round(px)))
}

function offsetOf(px: number): number {
  return Math.min(MAX_SIDE_PX, Math.max(-MAX_SIDE_PX, Math.round(px)))
}
