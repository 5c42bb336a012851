import type { ApiKeyScope } from '../../domain/accounts/schemas.ts'

/** What a scope is called, and what it lets a program do. */
export const SCOPE_LABELS: Record<ApiKeyScope, { label: string; hint: string }> = {
  read: { label: 'Read', hint: 'See everything that is yours.' },
  write: { label: 'Write', hint: 'Add, change, approve and delete.' },
  spend: { label: 'Spend', hint: 'Generate mockups, which costs credits.' },
  publish: { label: 'Publish', hint: 'Publish products to the shop and unpublish them.' },
}
