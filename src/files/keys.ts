const IMAGE_FORMATS = ['png', 'jpeg', 'webp'] as const
export type ImageFormat = (typeof IMAGE_FORMATS)[number]

const EXTENSIONS = { png: 'png', jpeg: 'jpg', webp: 'webp' } as const satisfies Record<
  ImageFormat,
  string
>

/** What customers may download, with the endings of their keys. */
const FILE_EXTENSIONS = { pdf: 'pdf', png: 'png', jpeg: 'jpg', zip: 'zip' } as const
export type FileType = keyof typeof FILE_EXTENSIONS

/**
 * Where each picture is kept in the bucket. Keys follow from ids alone, so that doing work twice
 * writes the same object; what is made from a picture shares its stem.
 */
export const keys = {
  asset: (userId: string, assetId: string, format: ImageFormat) =>
    `users/${userId}/assets/${assetId}.${EXTENSIONS[format]}`,
  /** A paid attempt's result: another attempt at the same picture has a key of its own. */
  picture: (userId: string, attemptId: string) => `users/${userId}/pictures/${attemptId}.png`,
  /** The small copy of a template's picture, named by a hash of what it was made from. */
  template: (userId: string, hash: string, format: ImageFormat) =>
    `users/${userId}/templates/${hash}.${EXTENSIONS[format]}`,
  /** What customers download; its row has the same id. */
  digitalFile: (userId: string, fileId: string, type: FileType) =>
    `users/${userId}/files/${fileId}.${FILE_EXTENSIONS[type]}`,
  thumbnail: (ofKey: string) => `${stemOf(ofKey)}-thumbnail.webp`,
  ownerOf,
  /** A smaller copy for a vendor: JPEG stays JPEG, what may be transparent becomes PNG. */
  vendorCopy: (ofKey: string, width: number) =>
    `${stemOf(ofKey)}-w${width}.${ofKey.endsWith('.jpg') ? 'jpg' : 'png'}`,
}

/** The content type of a key's object: a fixed list, whatever the object itself says. */
export function contentTypeOf(key: string): string {
  if (key.endsWith('.png')) return 'image/png'
  if (key.endsWith('.jpg')) return 'image/jpeg'
  if (key.endsWith('.webp')) return 'image/webp'
  if (key.endsWith('.pdf')) return 'application/pdf'
  if (key.endsWith('.zip')) return 'application/zip'
  return 'application/octet-stream'
}

/** A key without its extension. */
export function stemOf(key: string): string {
  return key.replace(/\.[a-z]+$/, '')
}

const STORED_KEY = /^users\/([^/]+)\/(?:assets|pictures|templates|files)\/[^/]+$/
/** The key of a picture names its attempt, and the attempt its picture. */
const PICTURE_STEM = /\/pictures\/([^/]+)\.\d+$/
const FILE_STEM = /\/files\/([^/]+)$/

type Owner = {
  userId: string
  stem: string
  pictureId: string | undefined
  fileId: string | undefined
}

/**
 * Whose picture or file a key holds and which stored file it belongs to: a thumbnail or copy
 * belongs to the file it was made from, and that may be a picture's. Undefined for a key that is
 * none of ours.
 */
function ownerOf(key: string): Owner | undefined {
  const userId = STORED_KEY.exec(key)?.[1]
  if (!userId) return undefined
  const stem = stemOf(key).replace(/-(?:thumbnail|w\d+)$/, '')
  return {
    userId,
    stem,
    pictureId: PICTURE_STEM.exec(stem)?.[1],
    fileId: FILE_STEM.exec(stem)?.[1],
  }
}
