import * as z from 'zod'
import { ALL_SCOPES, type ApiKeyScope, apiKeyScope } from './schemas.ts'

const stored = z.string().transform((text, issues) => {
  try {
    return JSON.parse(text)
  } catch {
    issues.addIssue({ code: 'custom', message: 'not JSON' })
    return z.NEVER
  }
})
const permissions = stored.pipe(z.object({ hub: z.array(apiKeyScope) }))

/**
 * The scopes of a stored key. No list at all means all of them; a list that cannot be read means
 * none, so that a damaged row opens nothing.
 */
export function keyScopes(storedPermissions: string | null): ApiKeyScope[] {
  if (storedPermissions === null) return [...ALL_SCOPES]
  return permissions.safeParse(storedPermissions).data?.hub ?? []
}
