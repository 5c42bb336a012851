import type { Context as HonoContext } from 'hono'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'

export type UploadLimits = { maxFileBytes: number; tooLarge: string }
/** A file of a form, read once. */
type UploadedFile = { name: string; bytes: Uint8Array<ArrayBuffer> }
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
  const type = c.req.header('content-type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw new AppError(
      'unsupported_type',
      'Send this request as multipart/form-data with one file in the field "file"',
    )
  }
  const maxBytes = maxFileBytes + FORM_OVERHEAD_BYTES
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) {
    throw new AppError('too_large', tooLarge)
  }
  return splitForm(await readForm(c.req.raw.body, type, maxBytes, tooLarge))
}

/** Read as it arrives: what the form's parser keeps is the only copy. */
async function readForm(
  stream: ReadableStream<Uint8Array> | null,
  type: string,
  maxBytes: number,
  tooLarge: string,
): Promise<FormData> {
  const cap = capBytes(maxBytes)
  try {
    const body = stream?.pipeThrough(cap.stream) ?? null
    return await new Response(body, { headers: { 'content-type': type } }).formData()
  } catch {
    if (cap.isOver()) throw new AppError('too_large', tooLarge)
    throw invalid('', 'This is not a complete multipart form')
  }
}

/** Lets so many bytes pass, and breaks off at the next. */
function capBytes(maxBytes: number) {
  let size = 0
  const stream = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size > maxBytes) throw new RangeError('more bytes than are taken')
      controller.enqueue(chunk)
    },
  })
  return { stream, isOver: () => size > maxBytes }
}

async function splitForm(form: FormData): Promise<ReadUpload> {
  const files: File[] = []
  const fields: Record<string, string> = {}
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      fields[name] = value
    } else if (name !== 'file') {
      throw invalid(`/${name}`, 'Send the file in the field "file"')
    } else if (value.size > 0 || value.name !== '') {
      files.push(value)
    }
  }
  if (files.length > 1) throw invalid('/file', 'Send one file a request')
  const [file] = files
  if (!file) return { file: undefined, fields }
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { file: { name: file.name, bytes }, fields }
}

function invalid(pointer: string, message: string): AppError {
  return new AppError('invalid', 'Invalid request body', { errors: [{ pointer, message }] })
}
