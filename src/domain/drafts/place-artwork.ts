import { fittedSize, placementOf, type SentPlacement, type Size } from '../pictures/placement.ts'
import type { Recipe } from '../pictures/recipe.ts'

/** `isKnown`: the vendor says how large the smart object is; else the scene's own frame is used. */
export type Frame = Size & { isKnown: boolean }

type Box = Size & { x: number; y: number }
export type Point = readonly [x: number, y: number]

/** Shares along each edge, 0 to 1. */
export type Edges = { left: number; right: number; top: number; bottom: number }

/** How an artwork sits in the smart object's rectangle, whose corner is 0, 0; pixels are its own. */
export type Draft = {
  frame: Frame
  artwork: Size
  /** Before it is turned about its middle, by degrees clockwise. */
  placed: Box & { rotation: number }
  /** What stays white of the frame's width and height; only where nothing is turned askew. */
  bars?: Edges
  /** What is cut off of the artwork's width and height as it hangs; only where not askew. */
  cropped?: Edges
  /** The share of the frame's area that stays white, and of the artwork's that is cut off. */
  empty: number
  lost: number
}

/**
 * Where a render would put an artwork: exactly what `placementOf` asks the vendor for.
 * @throws AppError invalid for a scale where the smart object's size is not known
 */
export function placeArtwork(recipe: Recipe, frame: Frame, artwork: Size): Draft {
  const sent = placementOf(recipe, frame.isKnown ? frame : undefined, artwork)
  const box = boxOf(sent, frame, artwork)
  const rotation = sent.rotationDegrees ?? 0
  const seen = areaOf(clip(cornersOf(box, rotation), frame))
  return {
    frame,
    artwork: { width: artwork.width, height: artwork.height },
    placed: { ...box, rotation },
    ...edgesOf(box, rotation, frame),
    empty: 1 - seen / (frame.width * frame.height),
    lost: 1 - seen / (box.width * box.height),
  }
}

/** As the vendor does: by its fit in the middle, or from the corner once size or position is set. */
function boxOf({ fit, size, position }: SentPlacement, frame: Size, artwork: Size): Box {
  const { width, height } = size ?? fittedSize(fit, frame, artwork)
  if (size || position) return { x: position?.left ?? 0, y: position?.top ?? 0, width, height }
  return { x: (frame.width - width) / 2, y: (frame.height - height) / 2, width, height }
}

function edgesOf(box: Box, rotation: number, frame: Size): Pick<Draft, 'bars' | 'cropped'> {
  if (rotation % 90 !== 0) return {}
  const { x, y, width, height } = rotation % 180 === 0 ? box : onItsSide(box)
  const share = (part: number, whole: number) => Math.min(1, Math.max(0, part / whole))
  const beyond = { right: x + width - frame.width, bottom: y + height - frame.height }
  return {
    bars: {
      left: share(x, frame.width),
      right: share(-beyond.right, frame.width),
      top: share(y, frame.height),
      bottom: share(-beyond.bottom, frame.height),
    },
    cropped: {
      left: share(-x, width),
      right: share(beyond.right, width),
      top: share(-y, height),
      bottom: share(beyond.bottom, height),
    },
  }
}

function onItsSide({ x, y, width, height }: Box): Box {
  const shift = (width - height) / 2
  return { x: x + shift, y: y - shift, width: height, height: width }
}

/** The corners of a box that is turned about its middle, clockwise from the top left. */
export function cornersOf({ x, y, width, height }: Box, rotation: number): Point[] {
  const angle = (rotation * Math.PI) / 180
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const turn = (across: number, down: number): Point => [
    x + width / 2 + across * cosine - down * sine,
    y + height / 2 + across * sine + down * cosine,
  ]
  const [right, bottom] = [width / 2, height / 2]
  return [turn(-right, -bottom), turn(right, -bottom), turn(right, bottom), turn(-right, bottom)]
}

/** What of a convex shape lies within the frame: cut along each of its four edges in turn. */
function clip(shape: readonly Point[], { width, height }: Size): readonly Point[] {
  const insideBy = [
    ([x]: Point) => x,
    ([x]: Point) => width - x,
    ([, y]: Point) => y,
    ([, y]: Point) => height - y,
  ]
  return insideBy.reduce<readonly Point[]>(
    (left, distance) =>
      left.flatMap((point, index) => {
        const before = left.at(index - 1) ?? point
        const [from, to] = [distance(before), distance(point)]
        const crossing = from < 0 !== to < 0 ? [between(before, point, from / (from - to))] : []
        return to < 0 ? crossing : [...crossing, point]
      }),
    shape,
  )
}

function between([fromX, fromY]: Point, [toX, toY]: Point, share: number): Point {
  return [fromX + (toX - fromX) * share, fromY + (toY - fromY) * share]
}

function areaOf(shape: readonly Point[]): number {
  const doubled = shape.reduce((sum, [x, y], index) => {
    const [beforeX = x, beforeY = y] = shape.at(index - 1) ?? []
    return sum + beforeX * y - x * beforeY
  }, 0)
  return Math.abs(doubled) / 2
}
