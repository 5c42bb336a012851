import type * as z from 'zod'

/** The first thing wrong with each field of a form, by the field's name. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const byField: Record<string, string> = {}
  for (const issue of error.issues) byField[String(issue.path[0] ?? '')] ??= issue.message
  return byField
}
