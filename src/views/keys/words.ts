import type { ApiKeyScope } from '../../domain/accounts/schemas.ts'

/** The page of API keys. */
export const keyWords = {
  title: 'API keys',
  lead: 'A key lets an app or script use your account, with the permissions you give it.',
  own: 'Your keys',
  none: 'No keys yet',
  noneHelp: 'Create one to use your account from an app or script.',
  created: (name: string) => `Created “${name}”`,
  createdHelp:
    'Copy it now. It will not be shown again. Anyone who has it can use its permissions.',
  key: 'API key',
  revoked: (name: string) => `Revoked “${name}”. It no longer works.`,
  notFound: 'API key not found. It may have been revoked already.',

  name: 'Name',
  permissions: 'Permissions',
  noPermissions: 'None',
  lastUsed: 'Last used',
  never: 'Never',
  expires: 'Expires',
  expired: 'Expired',
  revoke: 'Revoke',
  revokeTitle: (name: string) => `Revoke “${name}”?`,
  revokeText: 'Apps and scripts that use it stop working at once. What they did stays.',

  createTitle: 'Create a key',
  createLead: 'For an app or script that uses the JSON API on your behalf.',
  nameHint: 'What will use it, such as “Nightly report”.',
  lifetime: 'Expires after',
  days: (n: number) => `${n} days`,
  year: '1 year',
  create: 'Create key',
} as const

/** What a permission is called, and what it allows. */
export const permissionLabels: Record<ApiKeyScope, { label: string; hint: string }> = {
  read: { label: 'Read', hint: 'See everything in your account.' },
  write: { label: 'Write', hint: 'Add, edit, approve and delete.' },
  spend: { label: 'Spend', hint: 'Generate mockups, which uses credits.' },
  publish: { label: 'Publish', hint: 'Publish products to Shopify, and retire them.' },
}
