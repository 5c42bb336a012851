import type { Context as HonoContext } from 'hono'
import { FILE_TOO_LARGE } from '../../domain/digital-files/receive-file.ts'
import { MAX_FILE_BYTES } from '../../domain/digital-files/schemas.ts'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { createScan, type FormHead, splitFormHead } from './split-multipart.ts'

/** A file on its way, with how many bytes it will have and what it is called. */
export type FileStream = {
  body: ReadableStream<Uint8Array>
  length: number
  name: string | undefined
  fields: Readonly<Record<string, string>>
}

const RAW =
  /^(?:application\/(?:pdf|zip|x-zip-compressed|octet-stream)|image\/(?:png|jpeg))\s*(?:;|$)/i
const FORM = /^multipart\/form-data\s*;/i
// What a form adds to its file: boundaries, headers and the other fields.
const MAX_HEAD_BYTES = 64 * 1024

/**
 * The file that a request brings, as its body or as the last part of a form, while it arrives:
 * nothing of it is kept in memory.
 *
 * @throws AppError unsupported_type for a body of another type
 * @throws AppError too_large by the length that it announces
 * @throws AppError invalid without a length, or for a form with no file or with more after it
 */
export async function openFileStream(c: HonoContext<HubEnv>): Promise<FileStream> {
  const type = c.req.header('content-type') ?? ''
  const isForm = FORM.test(type)
  if (!isForm && !RAW.test(type)) {
    throw new AppError(
      'unsupported_type',
      'Send the file as the body, as application/pdf, image/png, image/jpeg or application/zip, or as multipart/form-data in the field "file"',
    )
  }
  const length = lengthOf(c)
  if (length > MAX_FILE_BYTES + (isForm ? MAX_HEAD_BYTES : 0)) {
    throw new AppError('too_large', FILE_TOO_LARGE)
  }
  const body = c.req.raw.body ?? new Blob([]).stream()
  if (!isForm) return { body, length, name: undefined, fields: {} }
  return openForm(body, type, length)
}

function lengthOf(c: HonoContext<HubEnv>): number {
  const announced = c.req.header('content-length')
  if (announced && /^\d{1,12}$/.test(announced)) return Number(announced)
  throw invalid('', 'Say how many bytes follow, in the header Content-Length')
}

type Reader = ReadableStreamDefaultReader<Uint8Array>

async function openForm(
  stream: ReadableStream<Uint8Array>,
  type: string,
  total: number,
): Promise<FileStream> {
  const reader = stream.getReader()
  try {
    let head = new Uint8Array()
    while (head.length <= MAX_HEAD_BYTES) {
      const found = splitFormHead(head, type)
      if (found === 'incomplete') throw invalid('', 'This is not a complete multipart form')
      if (found) {
        const { fields, name, begins } = found
        const length = total - begins - found.ending.length
        if (length < 0) throw invalid('', 'This is not a complete multipart form')
        if (length > MAX_FILE_BYTES) throw new AppError('too_large', FILE_TOO_LARGE)
        const body = bodyOf(reader, head.subarray(begins), length, found)
        return { body, length, name, fields }
      }
      const { value, done } = await reader.read()
      if (done) break
      head = joined(head, value)
    }
    throw invalid('/file', 'Send the file in the field "file", as the last of the form')
  } catch (cause) {
    await reader.cancel().catch(() => undefined)
    throw cause
  }
}

/** So many bytes, and then an error unless the form ends there. */
function bodyOf(
  reader: Reader,
  begun: Uint8Array,
  length: number,
  { delimiter, ending }: Pick<FormHead, 'delimiter' | 'ending'>,
): ReadableStream<Uint8Array> {
  const hasDelimiter = createScan(delimiter)
  let [left, pending, rest] = [length, begun, new Uint8Array()]
  const take = (bytes: Uint8Array) => {
    const own = bytes.subarray(0, left)
    left -= own.length
    if (own.length < bytes.length) rest = joined(rest, bytes.subarray(own.length))
    return own
  }
  const readEnding = async () => {
    while (rest.length < ending.length) {
      const { value, done } = await reader.read()
      if (done) break
      rest = joined(rest, value)
    }
    return rest.length === ending.length && rest.every((byte, at) => byte === ending[at])
  }
  return new ReadableStream({
    async pull(controller) {
      while (left > 0) {
        const { value, done } =
          pending.length > 0 ? { value: pending, done: false } : await reader.read()
        pending = new Uint8Array()
        if (done || !value) return controller.error(new Error('the form was cut off'))
        const own = take(value)
        if (hasDelimiter(own)) return controller.error(somethingFollows())
        if (own.length > 0) return controller.enqueue(own)
      }
      rest = joined(rest, pending)
      pending = new Uint8Array()
      if (await readEnding()) return controller.close()
      controller.error(somethingFollows())
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

function somethingFollows(): AppError {
  return invalid('/file', 'Nothing may follow the file: send it as the last field of the form')
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(one.length + other.length)
  whole.set(one)
  whole.set(other, one.length)
  return whole
}

function invalid(pointer: string, message: string): AppError {
  return new AppError('invalid', 'Invalid request body', { errors: [{ pointer, message }] })
}
