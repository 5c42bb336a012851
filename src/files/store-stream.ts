import type { Gate } from '../gate.ts'
import { readCapped } from '../read-capped.ts'
import { type EndFollower, followEnd } from './formats/follow-end.ts'
import type { Header } from './formats/header.ts'
import { canHandle, type ImageInfo, infoOf, inspectImage, readHeader } from './inspect-image.ts'

/** Bytes on their way, and how many they will be where that was announced. */
export type Source = { body: ReadableStream<Uint8Array>; length: number | undefined }

/** `broken`: the source failed, or did not bring what it announced. Only `stored` leaves an object. */
export type StreamEnd =
  | { result: 'stored'; info: ImageInfo; size: number }
  | { result: 'already' }
  | { result: 'no_picture' }
  | { result: 'too_large' }
  | { result: 'broken'; cause: unknown }

type Store = { bucket: R2Bucket; key: string; maxBytes: number; inMemory: Gate }

/** By then the header of any picture has come, behind whatever a camera has put before it. */
const HEAD_BYTES = 256 * 1024
const CHUNK_BYTES = 64 * 1024

/**
 * Puts a picture at its key as it arrives, if the key is free; only its first bytes and what is
 * passing are in memory. The last bytes are kept back until the whole is known to be a picture. A
 * source of no announced length is read to its end first, with room in memory for all it may be.
 * Throws where the bucket fails.
 */
export async function storeStream(store: Store, source: Source): Promise<StreamEnd> {
  if (source.length === undefined) {
    return store.inMemory(() => storeWhole(store, source.body), store.maxBytes)
  }
  if (source.length > store.maxBytes) {
    await source.body.cancel()
    return { result: 'too_large' }
  }
  return storePassing(store, source.body.getReader({ mode: 'byob' }), source.length)
}

async function storeWhole(store: Store, body: Source['body']): Promise<StreamEnd> {
  let bytes: Uint8Array<ArrayBuffer> | undefined
  try {
    bytes = await readCapped(body, store.maxBytes)
  } catch (cause) {
    return { result: 'broken', cause }
  }
  if (!bytes) return { result: 'too_large' }
  const inspection = inspectImage(bytes)
  if (inspection.result !== 'picture') return { result: 'no_picture' }
  const { info } = inspection
  const written = await store.bucket.put(store.key, bytes, onceAs(info))
  return written ? { result: 'stored', info, size: bytes.length } : { result: 'already' }
}

function onceAs({ contentType }: ImageInfo) {
  return { onlyIf: { etagDoesNotMatch: '*' }, httpMetadata: { contentType } }
}

type Bytes = Uint8Array<ArrayBuffer>
type Reader = ReadableStreamBYOBReader
type Writer = WritableStreamDefaultWriter<Uint8Array>

async function storePassing(store: Store, reader: Reader, length: number): Promise<StreamEnd> {
  const first = await readHead(reader)
  if ('end' in first) {
    await reader.cancel().catch(() => undefined)
    return first.end
  }
  const { head, header } = first
  const info = infoOf(header)
  const { readable, writable } = new FixedLengthStream(length)
  const putting = store.bucket.put(store.key, readable, onceAs(info))
  const writer = writable.getWriter()
  const passing = pass(reader, writer, followEnd(head, header), head, length)
  try {
    // A key that is taken, and a bucket that fails, end the put before everything has passed.
    const ended = await Promise.race([passing, settled(putting)])
    if (ended !== 'passed' && ended !== 'stopped') return ended
    return (await putting) ? { result: 'stored', info, size: length } : ALREADY
  } finally {
    // Whoever still waits at either end of the pipe is let go; what is over stays as it is.
    await writer.abort().catch(() => undefined)
    await settled(putting)
    await reader.cancel().catch(() => undefined)
  }
}

const ALREADY = { result: 'already' } as const

function settled(promise: Promise<unknown>): Promise<'stopped'> {
  return promise.then(
    () => 'stopped',
    () => 'stopped',
  )
}

type Begun = { head: Bytes; header: Header } | { end: StreamEnd }

const NO_PICTURE = { end: { result: 'no_picture' } } as const

/** The first bytes, as many as it takes to know what they are. */
async function readHead(reader: Reader): Promise<Begun> {
  let head = new Uint8Array()
  while (head.length < HEAD_BYTES) {
    const next = await readSome(reader, new ArrayBuffer(CHUNK_BYTES))
    if ('end' in next) return next
    if (!next.bytes) return NO_PICTURE
    const longer = new Uint8Array(head.length + next.bytes.length)
    longer.set(head)
    longer.set(next.bytes, head.length)
    head = longer
    const header = readHeader(head)
    if (header) return canHandle(header) ? { head, header } : NO_PICTURE
  }
  return NO_PICTURE
}

/** `stopped`: the bucket takes no more; its own answer says why. */
type Passed = 'passed' | 'stopped' | Extract<StreamEnd, { result: 'no_picture' | 'broken' }>

async function pass(
  reader: Reader,
  writer: Writer,
  end: EndFollower,
  head: Bytes,
  length: number,
): Promise<Passed> {
  let [kept, size, buffer] = [head, head.length, new ArrayBuffer(CHUNK_BYTES)]
  end.pass(head)
  for (;;) {
    const next = await readSome(reader, buffer)
    if ('end' in next) return next.end
    if (!next.bytes) break
    end.pass(next.bytes)
    size += next.bytes.length
    if (size > length) break
    if (!(await write(writer, kept))) return 'stopped'
    // Two buffers take turns: one a piece would be garbage as large as the picture.
    buffer = kept === head ? new ArrayBuffer(CHUNK_BYTES) : kept.buffer
    kept = next.bytes
  }
  if (size !== length) {
    return { result: 'broken', cause: new Error(`${size} bytes came, announced were ${length}`) }
  }
  if (!end.isWhole()) return { result: 'no_picture' }
  return (await write(writer, kept, true)) ? 'passed' : 'stopped'
}

async function write(writer: Writer, bytes: Uint8Array, isLast = false): Promise<boolean> {
  try {
    await writer.write(bytes)
    if (isLast) await writer.close()
    return true
  } catch {
    return false
  }
}

type Read = { bytes: Bytes | undefined } | { end: Extract<StreamEnd, { result: 'broken' }> }

/** Some bytes in this buffer, none at the end, or that the source has failed. */
async function readSome(reader: Reader, buffer: ArrayBuffer): Promise<Read> {
  try {
    const { value, done } = await reader.read(new Uint8Array(buffer))
    return { bytes: done ? undefined : value }
  } catch (cause) {
    return { end: { result: 'broken', cause } }
  }
}
