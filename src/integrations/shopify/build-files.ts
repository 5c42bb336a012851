import { MAX_PICTURES } from './shop-product.ts'

/** A picture: one Shopify already has (`gid`) or one to fetch (`originalSource`). */
export type PictureForShop = {
  id: string
  gid?: string
  originalSource?: string
  /** Null leaves the text that it has; left out or of spaces, it is the product's title. */
  alt?: string | null | undefined
  filename: string
}

export type FileSetInput =
  | { id: string; alt?: string }
  | {
      originalSource: string
      alt?: string
      contentType: 'IMAGE'
      filename: string
      duplicateResolutionMode: 'APPEND_UUID'
    }

/** Shopify refuses longer alternative texts. */
const ALT_MAX_CHARACTERS = 512

/**
 * Every picture as productSet takes it, in the order given, and by its id.
 *
 * @throws RangeError too many, or one without a source
 */
export function buildFiles(
  pictures: readonly PictureForShop[],
  title: string | undefined,
): { files: FileSetInput[]; fileOf: ReadonlyMap<string, FileSetInput> } {
  if (pictures.length > MAX_PICTURES) throw new RangeError(`more than ${MAX_PICTURES} pictures`)
  const built = pictures.map((picture) => [picture.id, buildFile(picture, title)] as const)
  return { files: built.map(([, file]) => file), fileOf: new Map(built) }
}

function buildFile(picture: PictureForShop, title: string | undefined): FileSetInput {
  const { alt: given } = picture
  const isBlank = given === undefined || (given !== '' && given?.trim() === '')
  const text = isBlank ? title : given
  const alt =
    typeof text === 'string' ? { alt: [...text].slice(0, ALT_MAX_CHARACTERS).join('') } : {}
  if (picture.gid) return { id: picture.gid, ...alt }
  if (!picture.originalSource) throw new RangeError(`picture ${picture.id} has no source`)
  return {
    originalSource: picture.originalSource,
    ...alt,
    contentType: 'IMAGE',
    filename: picture.filename,
    duplicateResolutionMode: 'APPEND_UUID',
  }
}
