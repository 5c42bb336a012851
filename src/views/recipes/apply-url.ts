import { MAX_SELECTED } from '../../selection.ts'

/** The table of what a recipe makes of these artworks, as far as they are made at once. */
export function applyUrl(assetIds: readonly string[]): string {
  if (assetIds.length === 0) return '/recipes/apply'
  return `/recipes/apply?assets=${[...new Set(assetIds)].slice(0, MAX_SELECTED).join(',')}`
}
