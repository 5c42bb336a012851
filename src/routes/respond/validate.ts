import { validator } from 'hono-openapi'
import type * as z from 'zod'
import { AppError, type FieldError } from '../../errors.ts'

type Issue = { readonly message: string; readonly path?: readonly unknown[] | undefined }

/** Query of a JSON route, parsed and described in the API document. 400 with every mistake. */
export function query<Schema extends z.ZodType>(schema: Schema) {
  return validator('query', schema, (result) => {
    if (!result.success) throw invalid('Invalid query parameters', result.error)
  })
}

/** Body of a JSON route. */
export function body<Schema extends z.ZodType>(schema: Schema) {
  return validator('json', schema, (result) => {
    if (!result.success) throw invalid('Invalid request body', result.error)
  })
}

/** The refusal of input that zod found wrong, with every mistake and where it stands. */
export function invalid(sentence: string, issues: readonly Issue[]): AppError {
  return new AppError('invalid', sentence, { errors: issues.map(toFieldError) })
}

function toFieldError(issue: Issue): FieldError {
  const steps = (issue.path ?? []).map((step) =>
    typeof step === 'object' && step !== null && 'key' in step ? String(step.key) : String(step),
  )
  return { pointer: steps.map((step) => `/${step}`).join(''), message: issue.message }
}
