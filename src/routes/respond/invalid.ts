import { asWritten } from '../../either-case.ts'
import { AppError, type FieldError } from '../../errors.ts'

/** What zod found wrong; `keys` are the names that nothing knows. */
export type Issue = { path: readonly PropertyKey[]; message: string; keys?: readonly unknown[] }

const MAX_ERRORS = 20
const MAX_ERRORS_BYTES = 2_048
const MAX_POINTER_CHARACTERS = 200
const MAX_MESSAGE_CHARACTERS = 300

/** The refusal of input that zod found wrong: where each mistake is, as it was spelled, and what. */
export function invalid(sentence: string, issues: readonly Issue[], sent?: unknown): AppError {
  const errors = issues.slice(0, MAX_ERRORS + 1).flatMap((issue) => toErrors(issue))
  return new AppError('invalid', sentence, { errors: boundErrors(errors, sent) })
}

/**
 * At most 20 mistakes and 2 KB of them, their pointers spelled as in what was sent: in camelCase
 * where the caller's names were.
 */
export function boundErrors(errors: readonly FieldError[], sent: unknown): FieldError[] {
  const kept: FieldError[] = []
  let bytes = 0
  for (const { pointer, message, accept } of errors.slice(0, MAX_ERRORS)) {
    const error: FieldError = {
      pointer: pointerOf(asWritten(stepsOf(pointer), sent)).slice(0, MAX_POINTER_CHARACTERS),
      message: message.slice(0, MAX_MESSAGE_CHARACTERS),
      ...(accept ? { accept } : {}),
    }
    bytes += new TextEncoder().encode(JSON.stringify(error)).length
    if (bytes > MAX_ERRORS_BYTES) break
    kept.push(error)
  }
  return kept
}

function toErrors({ path, message, keys }: Issue): FieldError[] {
  const steps = path.map(String)
  if (!keys) return [{ pointer: pointerOf(steps), message }]
  return keys.slice(0, MAX_ERRORS).map((name) => ({
    pointer: pointerOf([...steps, String(name)]),
    message: `There is no "${name}" here`,
  }))
}

// JSON Pointers (RFC 6901) escape the two characters they are made with.
function pointerOf(steps: readonly string[]): string {
  return steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function stepsOf(pointer: string): string[] {
  const [, ...steps] = pointer.split('/')
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}
