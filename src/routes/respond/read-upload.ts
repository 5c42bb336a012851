import type { Context as HonoContext } from 'hono'
import { AppError } from '../../errors.ts'
import { readCapped } from '../../read-capped.ts'
import type { HubEnv } from '../hub-env.ts'

export type UploadLimits = { maxFileBytes: number; tooLarge: string }
export type ReadUpload = { file: File | undefined; fields: Record<string, string> }

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

async function readForm(
  stream: ReadableStream<Uint8Array> | null,
  type: string,
  maxBytes: number,
  tooLarge: string,
): Promise<FormData> {
  const bytes = await readCapped(stream, maxBytes)
  if (!bytes) throw new AppError('too_large', tooLarge)
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch {
    throw invalid('', 'This is not a complete multipart form')
  }
}

function splitForm(form: FormData): ReadUpload {
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
  return { file: files[0], fields }
}

function invalid(pointer: string, message: string): AppError {
  return new AppError('invalid', 'Invalid request body', { errors: [{ pointer, message }] })
}
