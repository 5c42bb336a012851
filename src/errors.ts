/** Everything that may go wrong and be told to a person; anything else is a bug and stays opaque. */
export type ErrorCode =
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'live_products'
  | 'precondition_failed'
  | 'too_large'
  | 'unsupported_type'
  | 'unprocessable'
  | 'insufficient_credits'
  | 'not_configured'
  | 'rate_limited'
  | 'unavailable'

/** One thing wrong with the input: where (a JSON pointer) and what. */
export type FieldError = { pointer: string; message: string }

export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly errors: FieldError[]
  readonly retryAfterSeconds: number | undefined
  /** What the answer carries besides: what a dry run found, or the row as it is now. */
  readonly extra: Record<string, unknown>

  constructor(
    code: ErrorCode,
    message: string,
    more: {
      errors?: FieldError[]
      retryAfterSeconds?: number
      extra?: Record<string, unknown>
      cause?: unknown
    } = {},
  ) {
    super(message, { cause: more.cause })
    this.code = code
    this.errors = more.errors ?? []
    this.retryAfterSeconds = more.retryAfterSeconds
    this.extra = more.extra ?? {}
  }
}

/** The message of anything thrown, for logs. */
export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
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
