import * as z from 'zod'
import { AppError } from '../../errors.ts'

/** What went wrong at Dynamic Mockups: a sentence, the HTTP status where there was one, our code. */
export class DynamicMockupsError extends Error {
  override readonly name = 'DynamicMockupsError'
  readonly status: number | undefined
  readonly code: string

  constructor(message: string, status: number | undefined, code: string, cause?: unknown) {
    super(message, { cause })
    this.status = status
    this.code = code
  }
}

/** Our names for the vendor's answers, which have no code of their own. */
export function codeOf(status: number, message: string | undefined): string {
  switch (status) {
    case 400:
    case 422:
      return 'VALIDATION'
    case 401:
      return 'UNAUTHORIZED'
    case 402:
      return 'INSUFFICIENT_CREDITS'
    case 403:
      return /credit/i.test(message ?? '') ? 'INSUFFICIENT_CREDITS' : 'FORBIDDEN'
    case 404:
      return 'NOT_FOUND'
    case 429:
      return 'RATE_LIMITED'
    default:
      return status >= 500 ? 'UPSTREAM' : 'BAD_RESPONSE'
  }
}

const vendorExtra = z.object({
  error_status: z.int().optional(),
  error_code: z.string().optional(),
})

/** The same error as the vendor's client has it; what is none of the vendor's stays as it is. */
export function toVendorError(cause: unknown): unknown {
  if (!(cause instanceof AppError)) return cause
  const { error_status, error_code } = vendorExtra.parse(cause.extra)
  return new DynamicMockupsError(cause.message, error_status, error_code ?? 'UNKNOWN', cause)
}
