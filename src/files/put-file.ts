import { toHex } from '../sha256.ts'
import { contentTypeOf, type FileType } from './keys.ts'

/** Bytes on their way, and how many they will be. */
export type FileSource = { body: ReadableStream<Uint8Array>; length: number }

/** `broken`: the source failed, or did not bring what it announced. Only `stored` leaves an object. */
export type FileEnd =
  | { result: 'stored'; key: string; type: FileType; hash: string }
  | { result: 'unknown_type' }
  | { result: 'too_large' }
  | { result: 'broken'; cause: unknown }

type Store = { bucket: R2Bucket; keyOf(type: FileType): string; maxBytes: number }

const SIGNATURES: readonly { type: FileType; bytes: readonly number[] }[] = [
  { type: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
]
const SIGNATURE_BYTES = 8

/**
 * Puts a PDF, PNG, JPEG or ZIP, known by its first bytes, into the bucket as it arrives: nothing but
 * what is passing is in memory. The last bytes are kept back until the source has ended as it
 * announced. Throws where the bucket fails.
 */
export async function putFile(store: Store, { body, length }: FileSource): Promise<FileEnd> {
  if (length > store.maxBytes) {
    await body.cancel().catch(() => undefined)
    return { result: 'too_large' }
  }
  const reader = body.getReader()
  const first = await readHead(reader)
  const type = first.head && typeOf(first.head)
  if (!first.head || !type) {
    await reader.cancel().catch(() => undefined)
    return first.head ? { result: 'unknown_type' } : { result: 'broken', cause: first.cause }
  }
  return passOn(store, { reader, head: first.head, type, length })
}

type Passing = {
  reader: ReadableStreamDefaultReader<Uint8Array>
  head: Uint8Array
  type: FileType
  length: number
}

async function passOn(store: Store, passing: Passing): Promise<FileEnd> {
  const { reader, type, length } = passing
  const key = store.keyOf(type)
  const { readable, writable } = new FixedLengthStream(length)
  const putting = store.bucket.put(key, readable, {
    httpMetadata: { contentType: contentTypeOf(key) },
  })
  const writer = writable.getWriter()
  const digest = new crypto.DigestStream('SHA-256')
  try {
    // A bucket that fails ends the put before everything has passed.
    const stopped = putting.then(
      () => STOPPED,
      () => STOPPED,
    )
    const ended = await Promise.race([pass(passing, writer, digest.getWriter()), stopped])
    if ('cause' in ended) return { result: 'broken', cause: ended.cause }
    await putting
    return { result: 'stored', key, type, hash: toHex(new Uint8Array(await digest.digest)) }
  } finally {
    // Whoever still waits at either end of the pipe is let go; what is over stays as it is.
    digest.digest.catch(() => undefined)
    await writer.abort().catch(() => undefined)
    await putting.catch(() => undefined)
    await reader.cancel().catch(() => undefined)
  }
}

const STOPPED = {}

type Writer = WritableStreamDefaultWriter<Uint8Array | ArrayBuffer | ArrayBufferView>

/** Sends all bytes on, the last of them only once they are known to be the last. */
async function pass(
  { reader, head, length }: Passing,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  digest: Writer,
): Promise<{ cause: unknown } | typeof STOPPED> {
  let [kept, size] = [head, head.length]
  for (;;) {
    const next = await readSome(reader)
    if ('cause' in next) return next
    if (!next.bytes) break
    size += next.bytes.length
    if (size > length) break
    await Promise.all([writer.write(kept), digest.write(kept)])
    kept = next.bytes
  }
  if (size !== length) return { cause: new Error(`${size} bytes came, announced were ${length}`) }
  await Promise.all([writer.write(kept), digest.write(kept)])
  await Promise.all([writer.close(), digest.close()])
  return STOPPED
}

function typeOf(head: Uint8Array): FileType | undefined {
  return SIGNATURES.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte))?.type
}

type Head = { head: Uint8Array } | { head?: undefined; cause: unknown }

/** As many of the first bytes as it takes to know what they are, or all there are. */
async function readHead(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Head> {
  let head = new Uint8Array()
  while (head.length < SIGNATURE_BYTES) {
    const next = await readSome(reader)
    if ('cause' in next) return next
    if (!next.bytes) break
    const longer = new Uint8Array(head.length + next.bytes.length)
    longer.set(head)
    longer.set(next.bytes, head.length)
    head = longer
  }
  return { head }
}

async function readSome(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<{ bytes: Uint8Array | undefined } | { cause: unknown }> {
  try {
    const { value, done } = await reader.read()
    return { bytes: done ? undefined : value }
  } catch (cause) {
    return { cause }
  }
}
