import type { ApiKeyScope } from '../../domain/accounts/schemas.ts'

/** The page of API keys. */
export const keyWords = {
  title: 'API keys',
  lead: 'A key lets a program use your account, with the permissions you give it.',
  own: 'Your keys',
  none: 'No keys yet',
  noneHelp: 'No program can use your account until you create a key.',
  created: (name: string) => `Created “${name}”`,
  createdHelp: 'Copy it now. It is not shown again. Anyone who has it can use its permissions.',
  key: 'API key',
  revoked: (name: string) => `Revoked “${name}”. Programs that use it are refused from now on.`,
  notFound: 'There is no such key. It may have been revoked already.',

  name: 'Name',
  permissions: 'Permissions',
  noPermissions: 'None',
  lastUsed: 'Last used',
  never: 'Never',
  expires: 'Expires',
  expired: 'Expired',
  revoke: 'Revoke',
  revokeTitle: (name: string) => `Revoke “${name}”?`,
  revokeText: 'Programs that use it are refused at once. Nothing they did is undone.',

  createTitle: 'Create a key',
  createLead: 'For a program that uses the JSON API on your behalf.',
  nameHint: 'What will use it, such as “Nightly report”.',
  lifetime: 'Expires after',
  days: (n: number) => `${n} days`,
  year: '1 year',
  create: 'Create key',
} as const

/** What a permission is called, and what it lets a program do. */
export const permissionLabels: Record<ApiKeyScope, { label: string; hint: string }> = {
  read: { label: 'Read', hint: 'See everything in your account.' },
  write: { label: 'Write', hint: 'Add, change, approve and delete.' },
  spend: { label: 'Spend', hint: 'Generate mockups, which uses credits.' },
  publish: { label: 'Publish', hint: 'Publish products to Shopify, and unpublish them.' },
}
