import { formatNumber } from '../format-number.ts'

/** "Artwork, 1,000 × 1,200 px" */
export function layerLabel(layer: { name: string; width?: number; height?: number }): string {
  const { name, width, height } = layer
  return width && height ? `${name}, ${formatNumber(width)} × ${formatNumber(height)} px` : name
}
