import type { Tone } from './tone.ts'

export type StatusLabel = { tone: Tone; label: string }
type Labels = Record<string, StatusLabel>

export const mockupStatusLabels = {
  pending: { tone: 'neutral', label: 'Queued' },
  generating: { tone: 'teal', label: 'Rendering' },
  completed: { tone: 'amber', label: 'To review' },
  failed: { tone: 'red', label: 'Failed' },
  approved: { tone: 'sage', label: 'Approved' },
  rejected: { tone: 'neutral', label: 'Rejected' },
} as const satisfies Labels

export const productStatusLabels = {
  draft: { tone: 'neutral', label: 'Draft' },
  pending: { tone: 'amber', label: 'Pending' },
  active: { tone: 'sage', label: 'Active' },
  retired: { tone: 'neutral', label: 'Retired' },
  archived: { tone: 'neutral', label: 'Archived' },
} as const satisfies Labels

export const runStatusLabels = {
  running: { tone: 'teal', label: 'Running' },
  done: { tone: 'sage', label: 'Done' },
  cancelled: { tone: 'neutral', label: 'Cancelled' },
} as const satisfies Labels

export const approvalStatusLabels = {
  pending: { tone: 'amber', label: 'To review' },
  approved: { tone: 'sage', label: 'Approved' },
  rejected: { tone: 'neutral', label: 'Rejected' },
} as const satisfies Labels

export const assetStatusLabels = {
  active: { tone: 'sage', label: 'Active' },
  archived: { tone: 'neutral', label: 'Archived' },
} as const satisfies Labels

export const integrationStatusLabels = {
  connected: { tone: 'sage', label: 'Connected' },
  disconnected: { tone: 'neutral', label: 'Not connected' },
  error: { tone: 'red', label: 'Needs attention' },
} as const satisfies Labels

export const failureLabels = {
  vendor: 'Dynamic Mockups could not render it',
  suspect: 'Unconfirmed: it may have been charged',
  lost: 'Charged, but the mockup never arrived',
  cancelled: 'Cancelled before it started',
  parked: 'Stopped until the connection is fixed',
  scene_missing: 'The scene has no active template',
  budget: 'Not enough credits',
} as const satisfies Record<string, string>

export type MockupStatus = keyof typeof mockupStatusLabels
export type ProductStatus = keyof typeof productStatusLabels
export type RunStatus = keyof typeof runStatusLabels
export type ApprovalStatus = keyof typeof approvalStatusLabels
export type AssetStatus = keyof typeof assetStatusLabels
export type IntegrationStatus = keyof typeof integrationStatusLabels
export type FailureCode = keyof typeof failureLabels
