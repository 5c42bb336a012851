/** Everything that may go wrong and that a person is shown; anything else is a bug, kept opaque. */
export type ErrorCode =
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'live_products'
  | 'shop_changed'
  | 'plan_changed'
  | 'changed_since'
  | 'precondition_failed'
  | 'too_large'
  | 'unsupported_type'
  | 'unprocessable'
  | 'insufficient_credits'
  | 'not_configured'
  | 'rate_limited'
  | 'unavailable'

/** What is refused unless the caller says that it is meant. */
export const ACCEPTANCES = [
  'acceptFree',
  'acceptBelowCost',
  'acceptLowDpi',
  'acceptUndelivered',
] as const
export type Acceptance = (typeof ACCEPTANCES)[number]

/**
 * One thing wrong with the input: where (a JSON pointer) and what. `accept` names what to send as
 * true where it is meant.
 */
export type FieldError = { pointer: string; message: string; accept?: Acceptance }

export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly errors: FieldError[]
  readonly retryAfterSeconds: number | undefined
  /** The same at more length: what is known of the cause. */
  readonly detail: string
  /** What else the answer carries: what a dry run found, or the row as it is now. */
  readonly extra: Record<string, unknown>

  constructor(
    code: ErrorCode,
    message: string,
    more: {
      errors?: FieldError[]
      detail?: string
      retryAfterSeconds?: number
      extra?: Record<string, unknown>
      cause?: unknown
    } = {},
  ) {
    super(message, { cause: more.cause })
    this.code = code
    this.errors = more.errors ?? []
    this.retryAfterSeconds = more.retryAfterSeconds
    this.detail = more.detail ?? message
    this.extra = more.extra ?? {}
  }
}

// What these name is found out before anything is written.
const WRITES_NOTHING = new Set<ErrorCode>([
  'invalid',
  'unauthorized',
  'forbidden',
  'not_found',
  'precondition_failed',
  'shop_changed',
  'plan_changed',
  'changed_since',
  'too_large',
  'unsupported_type',
  'rate_limited',
])

/** Whether a request refused with this code has changed nothing; after others, part may be done. */
export function writesNothing(code: ErrorCode): boolean {
  return WRITES_NOTHING.has(code)
}

// D1 names the value that it cannot bind.
const D1_VALUE = /not supported for value '[\s\S]*/

/** The message of anything thrown, for logs. Of a failed statement without the values bound to it. */
export function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  // drizzle writes them behind the statement; they may be tokens, hashes and e-mail addresses.
  if ('query' in cause && 'params' in cause) return `Failed query: ${cause.query}`
  return cause.message.replace(D1_VALUE, 'not supported')
}

/** HTTP status of each code, the one place that maps them. */
export function statusOf(
  code: ErrorCode,
): 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 429 | 503 {
  switch (code) {
    case 'invalid':
    case 'insufficient_credits':
    case 'not_configured':
      return 400
    case 'unauthorized':
      return 401
    case 'forbidden':
      return 403
    case 'not_found':
      return 404
    case 'conflict':
    case 'live_products':
    case 'shop_changed':
    case 'plan_changed':
    case 'changed_since':
      return 409
    case 'precondition_failed':
      return 412
    case 'too_large':
      return 413
    case 'unsupported_type':
      return 415
    case 'unprocessable':
      return 422
    case 'rate_limited':
      return 429
    case 'unavailable':
      return 503
  }
}

/** The refusal of a change that names a version the row no longer has: "This quote was". */
export function changedMeanwhile(subject: string): AppError {
  return new AppError(
    'precondition_failed',
    `${subject} changed in the meantime. Your change was not saved. Read it again and send your change with its new ETag.`,
  )
}
