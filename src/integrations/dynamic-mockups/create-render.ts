import * as z from 'zod'
import type { Connection } from './connection.ts'
import { requestJson, vendorMessage } from './request-json.ts'
import { codeOf } from './vendor-error.ts'

/** Where the artwork comes from: a public link the vendor fetches, or the bytes themselves. */
export type ArtworkSource =
  | { kind: 'link'; url: string }
  | { kind: 'file'; bytes: Uint8Array<ArrayBuffer>; contentType: string; name: string }

export type RenderRequest = {
  templateId: string
  smartObjectId: string
  artwork: ArtworkSource
  /** Left out when size or position is set: the vendor refuses them together. */
  fit?: 'contain' | 'cover' | 'stretch'
  size?: { width: number; height: number }
  position?: { top: number; left: number }
  rotationDegrees?: number
  /** Echoed by the vendor: the attempt's id. */
  label: string
  widthPixels: number
}

/**
 * How a paid call ended. `free`: a definite error answer, which costs nothing; `denied`: the key
 * itself is refused or out of credits; `unknown`: it may have been charged, nobody knows.
 */
export type RenderAnswer =
  | { kind: 'rendered'; exportUrl: string; label: string }
  | { kind: 'rate_limited'; retryAfterMs: number | undefined }
  | ({ kind: 'free'; tryAgain: boolean } & VendorError)
  | ({ kind: 'denied' } & VendorError)
  | ({ kind: 'unknown'; answered: boolean } & VendorError)

/** What went wrong: our code for it, and the HTTP status where the vendor gave one. */
type VendorError = { message: string; status?: number; vendorCode: string }

const rendered = z.object({
  success: z.literal(true),
  data: z.object({ export_path: z.url(), export_label: z.string().nullish() }),
})

/**
 * POST /renders: synchronous, one credit, no idempotency key. Error answers cost nothing (vendor's
 * documentation); whether a cut call is charged is documented nowhere, so silence is `unknown`.
 */
export async function createRender(
  connection: Connection,
  request: RenderRequest,
): Promise<RenderAnswer> {
  const answer = await requestJson(connection, '/renders', {
    method: 'POST',
    ...toBody(request),
    timeoutMs: connection.timeoutMs,
  })
  if (answer.kind === 'none') {
    if (!answer.sent) return { kind: 'free', tryAgain: false, ...RENDER_FAILED }
    if (answer.reason === 'timeout') return { kind: 'unknown', answered: false, ...TIMED_OUT }
    return { kind: 'unknown', answered: false, ...NO_ANSWER }
  }
  const { status, json } = answer
  const message = vendorMessage(json)
  if (status === 200 || status === 201) return readResult(connection, json, request.label)
  if (status === 429) return { kind: 'rate_limited', retryAfterMs: retryAfter(answer.headers) }
  const error = {
    status,
    message: message ?? `HTTP ${status}`,
    vendorCode: renderCodeOf(status, message),
  }
  if (status === 401 || status === 402 || status === 403) return { kind: 'denied', ...error }
  if (status >= 400 && status < 500) return { kind: 'free', tryAgain: false, ...error }
  if ((status === 500 || status === 503) && message !== undefined) {
    return { kind: 'free', tryAgain: true, ...error }
  }
  return {
    kind: 'unknown',
    answered: false,
    ...error,
    message: `Render failed: HTTP ${status}`,
  }
}

const RENDER_FAILED = { message: 'Render failed', vendorCode: 'RENDER_FAILED' }
const TIMED_OUT = { message: 'Render timed out', status: 408, vendorCode: 'TIMEOUT' }
const NO_ANSWER = { message: 'Render failed: no answer', vendorCode: 'UNKNOWN' }

function renderCodeOf(status: number, message: string | undefined): string {
  const code = codeOf(status, message)
  return (code === 'UPSTREAM' || code === 'BAD_RESPONSE') && message !== undefined
    ? 'RENDER_FAILED'
    : code
}

function readResult(connection: Connection, json: unknown, label: string): RenderAnswer {
  const parsed = rendered.safeParse(json)
  if (!parsed.success || !connection.allows(parsed.data.data.export_path)) {
    const message = 'No result URL in render response'
    return { kind: 'unknown', answered: true, message, status: 200, vendorCode: 'BAD_RESPONSE' }
  }
  const { export_path, export_label } = parsed.data.data
  return { kind: 'rendered', exportUrl: export_path, label: export_label ?? label }
}

/** Retry-After in milliseconds; the vendor sends whole seconds. */
function retryAfter(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined
}

function toBody(request: RenderRequest): { json: unknown } | { form: FormData } {
  const placement = {
    ...(request.size ? { size: request.size } : {}),
    ...(request.position ? { position: request.position } : {}),
    ...(request.size || request.position ? {} : { fit: request.fit ?? 'contain' }),
    ...(request.rotationDegrees ? { rotate: request.rotationDegrees } : {}),
  }
  // The sources disagree on the defaults, so all three are always sent.
  const exportOptions = { image_format: 'png', image_size: request.widthPixels, mode: 'view' }
  if (request.artwork.kind === 'link') {
    const asset = { url: request.artwork.url, ...placement }
    return {
      json: {
        mockup_uuid: request.templateId,
        export_label: request.label,
        export_options: exportOptions,
        smart_objects: [{ uuid: request.smartObjectId, asset }],
      },
    }
  }
  const form = new FormData()
  form.set('mockup_uuid', request.templateId)
  form.set('export_label', request.label)
  appendFields(form, 'export_options', exportOptions)
  form.set('smart_objects[0][uuid]', request.smartObjectId)
  const { bytes, contentType, name } = request.artwork
  form.set('smart_objects[0][asset][file]', new File([bytes], name, { type: contentType }))
  appendFields(form, 'smart_objects[0][asset]', placement)
  return { form }
}

/** Nested values as PHP's bracket names. */
function appendFields(form: FormData, prefix: string, fields: object): void {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'object' && value !== null) appendFields(form, `${prefix}[${name}]`, value)
    else form.set(`${prefix}[${name}]`, String(value))
  }
}
