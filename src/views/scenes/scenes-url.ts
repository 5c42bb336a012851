import { urlWith } from '../components/url-with.ts'

/** Where in the list of own scenes somebody is. */
export type ScenesPlace = { search?: string | undefined; offset?: number | undefined }

/** A URL of the scene library that stays at its place in the list. */
export function scenesUrl(
  place: ScenesPlace,
  more: Readonly<Record<string, string>> = {},
  path = '/scenes',
): string {
  return urlWith(path, { ...place, ...more })
}
