import { chunksOf } from '../chunks.ts'
import type { Clock } from '../clock.ts'
import { createGate } from '../gate.ts'
import type { Log } from '../log.ts'
import {
  type ImageInfo,
  type Inspection,
  infoOf,
  inspectImage,
  readHeader,
} from './inspect-image.ts'
import { contentTypeOf, type ImageFormat, keys, stemOf } from './keys.ts'
import { type Colours, readColours } from './read-colours.ts'
import { type KnownSource, keepSmall, makeCopy, makeThumbnail } from './resize-image.ts'
import { createLinkSigner, type LinkSigner } from './sign-links.ts'
import { type Source, type StreamEnd, storeStream } from './store-stream.ts'

export type { ImageInfo } from './inspect-image.ts'

// R2 takes at most a thousand keys in one delete, and answers as many in one list.
const MAX_KEYS_PER_CALL = 1000
const KEYS_PER_PAGE = 500
/** A stored picture has told its size by then. */
const HEADER_BYTES = 256 * 1024
/** Profiles of printers, before which nothing else is told, are half of it. */
const COLOUR_BYTES = 1024 * 1024
/** Of whole pictures in memory at once, by one invocation; a larger one is there alone. */
const MAX_BYTES_IN_MEMORY = 24 * 1024 * 1024

export type Files = LinkSigner & {
  keys: typeof keys
  /** The picture that bytes hold, by content; undefined for anything the hub does not take. */
  sniff(bytes: Uint8Array): ImageInfo | undefined
  /** The same, telling why bytes are not taken. */
  inspect(bytes: Uint8Array): Inspection
  head(key: string): Promise<{ size: number } | undefined>
  /** Writes an object if its key is free: a key is written once and never changes. */
  putOnce(key: string, bytes: Uint8Array, contentType: string): Promise<'stored' | 'already'>
  /** The same for bytes on their way: at most so many, and only a whole picture is kept. */
  putStreamOnce(key: string, source: Source, maxBytes: number): Promise<StreamEnd>
  /** A stored picture by its first bytes, and its size in bytes. */
  describe(key: string): Promise<{ info: ImageInfo; size: number } | undefined>
  /** What a picture's bytes say of its colours. */
  colours: typeof readColours
  /** The same of a stored picture, by its first bytes; undefined where it is not there. */
  storedColours(key: string, format: ImageFormat): Promise<Colours | undefined>
  read(key: string): Promise<R2ObjectBody | undefined>
  /** The same under the conditions of a request; without a body where they do not hold. */
  readIf(key: string, conditions: Headers): Promise<R2ObjectBody | R2Object | undefined>
  remove(keys: string[]): Promise<void>
  /** A page of all keys written before an instant, in order; `cursor` goes on after the last. */
  listOld(
    beforeMs: number,
    cursor: string | undefined,
  ): Promise<{ keys: string[]; cursor: string | undefined }>
  /** Removes pictures with every thumbnail and copy that was made from them. */
  removeWithCopies(keys: string[]): Promise<void>
  /** Whether pictures can be made smaller here at all. */
  canResize: boolean
  makeThumbnail(sourceKey: string, known?: KnownSource): Promise<string | undefined>
  /** Keeps a template's picture, made small, and answers its key. */
  keepSmall(userId: string, bytes: Uint8Array<ArrayBuffer>, image: ImageInfo): Promise<string>
  contentTypeOf(key: string): string
  makeCopy(sourceKey: string, maxWidth: number): Promise<string>
}

/** Pictures in R2 and the signed links to them. */
export function createFiles(options: {
  bucket: R2Bucket
  images: ImagesBinding | undefined
  secret: string
  origin: string
  clock: Clock
  log: Log
}): Files {
  const { bucket } = options
  const inMemory = createGate(MAX_BYTES_IN_MEMORY)
  const store = { ...options, inMemory }
  // Several renders of one invocation ask for the same copy at once.
  const copies = new Map<string, Promise<string>>()
  return {
    ...createLinkSigner(options),
    keys,
    inspect: inspectImage,
    sniff(bytes) {
      const inspection = inspectImage(bytes)
      return inspection.result === 'picture' ? inspection.info : undefined
    },
    async head(key) {
      const object = await bucket.head(key)
      return object ? { size: object.size } : undefined
    },
    async putOnce(key, bytes, contentType) {
      const written = await bucket.put(key, bytes, {
        onlyIf: { etagDoesNotMatch: '*' },
        httpMetadata: { contentType },
      })
      return written ? 'stored' : 'already'
    },
    putStreamOnce: (key, source, maxBytes) =>
      storeStream({ bucket, key, maxBytes, inMemory }, source),
    async describe(key) {
      const object = await bucket.get(key, { range: { offset: 0, length: HEADER_BYTES } })
      const header = object && readHeader(new Uint8Array(await object.arrayBuffer()))
      return header ? { info: infoOf(header), size: object.size } : undefined
    },
    colours: readColours,
    async storedColours(key, format) {
      const object = await bucket.get(key, { range: { offset: 0, length: COLOUR_BYTES } })
      return object ? readColours(new Uint8Array(await object.arrayBuffer()), format) : undefined
    },
    read: async (key) => (await bucket.get(key)) ?? undefined,
    readIf: async (key, conditions) => (await bucket.get(key, { onlyIf: conditions })) ?? undefined,
    remove: (removed) => removeKeys(bucket, removed),
    async listOld(beforeMs, cursor) {
      const page = await bucket.list({ limit: KEYS_PER_PAGE, cursor })
      const old = page.objects.filter((object) => object.uploaded.getTime() < beforeMs)
      return {
        keys: old.map((object) => object.key),
        cursor: page.truncated ? page.cursor : undefined,
      }
    },
    async removeWithCopies(sources) {
      const copies = await Promise.all(sources.map((key) => listCopies(bucket, key)))
      await removeKeys(bucket, [...sources, ...copies.flat()])
    },
    canResize: options.images !== undefined,
    keepSmall: (userId, bytes, image) => keepSmall(store, userId, bytes, image),
    contentTypeOf,
    makeThumbnail: (sourceKey, known) => makeThumbnail(store, sourceKey, known),
    makeCopy(sourceKey, maxWidth) {
      const key = keys.vendorCopy(sourceKey, maxWidth)
      const underWay = copies.get(key)
      if (underWay) return underWay
      const made = makeCopy(store, sourceKey, maxWidth).finally(() => copies.delete(key))
      copies.set(key, made)
      return made
    },
  }
}

async function listCopies(bucket: R2Bucket, sourceKey: string): Promise<string[]> {
  const { objects } = await bucket.list({
    prefix: `${stemOf(sourceKey)}-`,
    limit: MAX_KEYS_PER_CALL,
  })
  return objects.map((object) => object.key)
}

async function removeKeys(bucket: R2Bucket, removed: string[]): Promise<void> {
  for (const some of chunksOf(removed, MAX_KEYS_PER_CALL)) {
    await bucket.delete(some)
  }
}
