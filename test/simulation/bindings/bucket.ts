import { createHash } from 'node:crypto'
import { double } from '../double.ts'
import type { Scheduler } from '../scheduler.ts'

type Stored = {
  bytes: Uint8Array
  etag: string
  uploadedMs: number
  contentType: string | undefined
}
export type Shelf = Map<string, Stored>

type PutOptions = {
  onlyIf?: { etagDoesNotMatch?: string }
  httpMetadata?: { contentType?: string }
}
type Range = { offset: number; length: number }
type GetOptions = { range?: Range }
type ListOptions = { prefix?: string; cursor?: string; limit?: number }

const MAX_LISTED = 1_000

/** R2 over a map: written whole, read whole, listed in the order of keys. */
export function createBucket(shelf: Shelf, scheduler: Scheduler): R2Bucket {
  const trip = <Result>(label: string, work: () => Result) => scheduler.step('r2', label, work)

  return double<R2Bucket>({
    head: (key: string) => trip(`head ${key}`, () => describe(key, shelf.get(key))),
    get: (key: string, { range }: GetOptions = {}) =>
      trip(`get ${key}`, () => {
        const stored = shelf.get(key)
        return stored ? withBody(key, stored, range) : null
      }),
    put: async (key: string, value: unknown, options: PutOptions = {}) => {
      const bytes = await toBytes(value)
      return trip(`put ${key}`, () => {
        const taken = shelf.get(key)
        if (taken && options.onlyIf?.etagDoesNotMatch === '*') return null
        const stored: Stored = {
          bytes,
          etag: createHash('md5').update(bytes).digest('hex'),
          uploadedMs: scheduler.now(),
          contentType: options.httpMetadata?.contentType,
        }
        shelf.set(key, stored)
        scheduler.findCaller()?.effects.push(`r2 put ${key}`)
        return describe(key, stored)
      })
    },
    delete: (keys: string | string[]) =>
      trip(`delete ${keys}`, () => {
        for (const key of [keys].flat()) {
          if (shelf.delete(key)) scheduler.findCaller()?.effects.push(`r2 delete ${key}`)
        }
      }),
    list: (options: ListOptions = {}) => trip(`list ${options.prefix ?? ''}`, () => page(options)),
  })

  function page({ prefix = '', cursor, limit = MAX_LISTED }: ListOptions) {
    const keys = [...shelf.keys()]
      .filter((key) => key.startsWith(prefix) && (cursor === undefined || key > cursor))
      .sort()
    const some = keys.slice(0, limit)
    const truncated = keys.length > some.length
    const objects = some.map((key) => describe(key, shelf.get(key)))
    return {
      objects,
      truncated,
      ...(truncated ? { cursor: some.at(-1) } : {}),
      delimitedPrefixes: [],
    }
  }
}

function describe(key: string, stored: Stored | undefined) {
  if (!stored) return null
  const { bytes, etag, uploadedMs, contentType } = stored
  const httpMetadata = contentType === undefined ? {} : { contentType }
  return {
    key,
    size: bytes.byteLength,
    etag,
    httpEtag: `"${etag}"`,
    uploaded: new Date(uploadedMs),
    httpMetadata,
  }
}

function withBody(key: string, stored: Stored, range?: Range) {
  const bytes = range
    ? stored.bytes.subarray(range.offset, range.offset + range.length)
    : stored.bytes
  return {
    ...describe(key, stored),
    get body() {
      return streamOf(bytes)
    },
    arrayBuffer: async () => Uint8Array.from(bytes).buffer,
    text: async () => new TextDecoder().decode(bytes),
  }
}

/** A byte stream, as all bodies of the runtime are: it can be read into a buffer of the reader's. */
export function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    type: 'bytes',
    start(controller) {
      // What is enqueued is given away.
      if (bytes.length > 0) controller.enqueue(bytes.slice())
      controller.close()
    },
  })
}

async function toBytes(value: unknown): Promise<Uint8Array> {
  if (value instanceof ReadableStream)
    return new Uint8Array(await new Response(value).arrayBuffer())
  if (typeof value === 'string') return new TextEncoder().encode(value)
  if (value instanceof ArrayBuffer) return new Uint8Array(value.slice(0))
  if (value instanceof Uint8Array) return value.slice()
  throw new TypeError('the bucket of this world takes text, bytes and streams alone')
}
