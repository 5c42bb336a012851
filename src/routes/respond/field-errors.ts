import type * as z from 'zod'
import { AppError } from '../../errors.ts'

/** The first thing wrong with each field of a form, by the field's name. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const byField: Record<string, string> = {}
  for (const issue of error.issues) byField[String(issue.path[0] ?? '')] ??= issue.message
  return byField
}

/**
 * The same of what a verb refused as invalid: the first sentence about each field it names. Any
 * other cause is thrown on.
 */
export function refusedFields(cause: unknown): Record<string, string> {
  if (!(cause instanceof AppError) || cause.code !== 'invalid') throw cause
  const byField: Record<string, string> = {}
  for (const { pointer, message } of cause.errors) byField[pointer.split('/')[1] ?? ''] ??= message
  return byField
}
