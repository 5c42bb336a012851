import type { Asset } from '../../domain/assets/get-asset.ts'
import { colourWords as words } from './colour-words.ts'

type Colours = Pick<Asset, 'profile' | 'has_alpha'>
type Said = { name: string; meaning: string }

/** The profile of an artwork and what it means; undefined where that is not known. */
export function describeProfile({ profile }: Colours): Said | undefined {
  switch (profile) {
    case null:
    case '':
      return undefined
    case 'srgb':
    case 'none':
    case 'cmyk':
    case 'other':
      return words.profiles[profile]
    default:
      return { ...words.profiles.other, name: profile }
  }
}

/** What of it may go wrong in print, a sentence each. */
export function colourWarnings(asset: Colours): string[] {
  const { profile, has_alpha } = asset
  const isUsual = !profile || profile === 'srgb' || profile === 'none'
  const name = describeProfile(asset)?.name ?? ''
  return [
    ...(profile === 'cmyk' ? [words.warnings.cmyk] : []),
    ...(isUsual || profile === 'cmyk' ? [] : [words.warnings.other(name)]),
    ...(has_alpha ? [words.warnings.alpha] : []),
  ]
}
