import {
  FAIR_DPI,
  GOOD_DPI,
  largestAt,
  type PrintSize,
  shapeOf,
} from '../../domain/assets/print-sizes.ts'
import type { RoomFit } from '../../domain/drafts/judge-rooms.ts'
import { formatSize } from '../../domain/pricing/size.ts'
import { printWords } from './words.ts'

/** "Prints well up to 11×14" */
export function describeSizes(sizes: readonly PrintSize[]): string {
  const well = largestAt(sizes, GOOD_DPI)
  if (well) return printWords.well(formatSize(well.size))
  const fair = largestAt(sizes, FAIR_DPI)
  if (fair) return printWords.acceptable(formatSize(fair.size))
  return sizes.some(({ fits }) => fits) ? printWords.small : printWords.noShape
}

/** "Square: white bars in four rooms" */
export function describeShape(artwork: { width: number; height: number }, rooms: RoomFit): string {
  const { filled, bars, cropped } = rooms
  const shape = printWords.shapes[shapeOf(artwork)]
  const said = [
    bars.length > 0 ? printWords.bars(named(bars)) : '',
    cropped.length > 0 ? printWords.cropped(named(cropped)) : '',
  ].filter(Boolean)
  if (said.length > 0) return `${shape}: ${said.join(', ')}`
  return filled.length > 0 ? `${shape}: ${printWords.fillsAll}` : shape
}

function named(rooms: readonly string[]): string {
  const [one = '', other, ...more] = rooms
  if (other === undefined) return one
  return more.length === 0 ? printWords.and(one, other) : printWords.rooms(rooms.length)
}
