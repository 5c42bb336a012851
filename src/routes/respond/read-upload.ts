import type { Context as HonoContext } from 'hono'
import { AppError } from '../../errors.ts'
import { readCapped } from '../../read-capped.ts'
import type { HubEnv } from '../hub-env.ts'
import { type FormPart, splitMultipart } from './split-multipart.ts'

export type UploadLimits = { maxFileBytes: number; tooLarge: string }
/** A file of a form, read once. */
export type UploadedFile = { name: string; bytes: Uint8Array<ArrayBuffer> }
export type ReadUpload = { file: UploadedFile | undefined; fields: Record<string, string> }

// What a form adds to its file: boundaries, headers and the other fields.
const FORM_OVERHEAD_BYTES = 64 * 1024

/**
 * The one file and the fields of a multipart form. The length is checked before anything is read,
 * and counted while reading, since it may be absent or wrong: past the cap reading stops.
 */
export async function readUpload(
  c: HonoContext<HubEnv>,
  { maxFileBytes, tooLarge }: UploadLimits,
): Promise<ReadUpload> {
  const { files, fields } = await readUploads(c, { maxBytes: maxFileBytes, tooLarge, maxFiles: 1 })
  return { file: files[0], fields }
}

export type ReadUploads = { files: UploadedFile[]; fields: Record<string, string> }

/** The same of several files, of so many bytes together. */
export async function readUploads(
  c: HonoContext<HubEnv>,
  {
    maxBytes: maxFileBytes,
    tooLarge,
    maxFiles,
  }: {
    maxBytes: number
    tooLarge: string
    maxFiles: number
  },
): Promise<ReadUploads> {
  const type = c.req.header('content-type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw new AppError(
      'unsupported_type',
      'Send this request as multipart/form-data with one file in the field "file"',
    )
  }
  const maxBytes = maxFileBytes + FORM_OVERHEAD_BYTES
  const announced = Number(c.req.header('content-length') ?? 0)
  if (announced > maxBytes) throw new AppError('too_large', tooLarge)
  const body = await readBody(c.req.raw.body, announced, maxBytes)
  if (!body) throw new AppError('too_large', tooLarge)
  const parts = splitMultipart(body, type)
  if (!parts) throw invalid('', 'This is not a complete multipart form')
  return readParts(parts, maxFiles)
}

/** All bytes, read into one buffer where their number is known; undefined for too many. */
async function readBody(
  stream: ReadableStream<Uint8Array> | null,
  announced: number,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    if (!stream || !announced) return await readCapped(stream, maxBytes)
    const reader = stream.getReader({ mode: 'byob' })
    let [body, size] = [new Uint8Array(announced), 0]
    while (size < announced) {
      const { value, done } = await reader.read(body.subarray(size))
      if (done) break
      size += value.length
      body = new Uint8Array(value.buffer)
    }
    return body.subarray(0, size)
  } catch {
    throw invalid('', 'This is not a complete multipart form')
  }
}

function readParts(parts: FormPart[], maxFiles: number): ReadUploads {
  const files: UploadedFile[] = []
  const fields: Record<string, string> = {}
  for (const { name, fileName, bytes } of parts) {
    if (fileName === undefined) {
      fields[name] = new TextDecoder().decode(bytes)
    } else if (name !== 'file') {
      throw invalid(`/${name}`, 'Send the file in the field "file"')
    } else if (bytes.length > 0 || fileName !== '') {
      files.push({ name: fileName, bytes })
    }
  }
  if (files.length > maxFiles) {
    const sentence = maxFiles === 1 ? 'Send one file a request' : `Send at most ${maxFiles} files`
    throw invalid('/file', sentence)
  }
  return { files, fields }
}

function invalid(pointer: string, message: string): AppError {
  return new AppError('invalid', 'Invalid request body', { errors: [{ pointer, message }] })
}
