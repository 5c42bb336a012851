import type { Tone } from './tone.ts'

export type StatusWord = { tone: Tone; label: string }
type Words = Record<string, StatusWord>

export const mockupStatusWords = {
  pending: { tone: 'neutral', label: 'Queued' },
  generating: { tone: 'teal', label: 'Rendering' },
  completed: { tone: 'amber', label: 'To review' },
  failed: { tone: 'red', label: 'Failed' },
  approved: { tone: 'sage', label: 'Approved' },
  rejected: { tone: 'neutral', label: 'Rejected' },
} as const satisfies Words

export const productStatusWords = {
  draft: { tone: 'neutral', label: 'Draft' },
  pending: { tone: 'amber', label: 'Pending' },
  active: { tone: 'sage', label: 'Active' },
  retired: { tone: 'neutral', label: 'Retired' },
  archived: { tone: 'neutral', label: 'Archived' },
} as const satisfies Words

export const publishStateWords = {
  idle: { tone: 'neutral', label: 'Up to date' },
  queued: { tone: 'teal', label: 'Waiting to publish' },
  publishing: { tone: 'teal', label: 'Publishing' },
  retiring: { tone: 'teal', label: 'Retiring' },
  failed: { tone: 'red', label: 'Publishing failed' },
} as const satisfies Words

export const runStatusWords = {
  running: { tone: 'teal', label: 'Running' },
  done: { tone: 'sage', label: 'Done' },
  cancelled: { tone: 'neutral', label: 'Cancelled' },
} as const satisfies Words

export const retryStatusWords = {
  waiting: { tone: 'amber', label: 'Waiting' },
  running: { tone: 'teal', label: 'Running' },
  succeeded: { tone: 'sage', label: 'Succeeded' },
  exhausted: { tone: 'red', label: 'Out of tries' },
  discarded: { tone: 'neutral', label: 'Discarded' },
} as const satisfies Words

export const approvalStatusWords = {
  pending: { tone: 'amber', label: 'To review' },
  approved: { tone: 'sage', label: 'Approved' },
  rejected: { tone: 'neutral', label: 'Rejected' },
} as const satisfies Words

export const assetStatusWords = {
  active: { tone: 'sage', label: 'Active' },
  archived: { tone: 'neutral', label: 'Archived' },
} as const satisfies Words

export const integrationStatusWords = {
  connected: { tone: 'sage', label: 'Connected' },
  disconnected: { tone: 'neutral', label: 'Not connected' },
  error: { tone: 'red', label: 'Needs attention' },
} as const satisfies Words

export const collectionWords = {
  grounding: { tone: 'sage', label: 'Grounding' },
  wholeness: { tone: 'amber', label: 'Wholeness' },
  growth: { tone: 'teal', label: 'Growth' },
} as const satisfies Words

export const failureWords = {
  vendor: 'Dynamic Mockups could not render it',
  suspect: 'No clear answer: it may have been charged',
  lost: 'Lost on the way',
  cancelled: 'Cancelled before it started',
  parked: 'Waiting for a working connection',
  scene_missing: 'The scene has no active template',
  budget: 'No credits were left',
} as const satisfies Record<string, string>

export type MockupStatus = keyof typeof mockupStatusWords
export type ProductStatus = keyof typeof productStatusWords
export type PublishState = keyof typeof publishStateWords
export type RunStatus = keyof typeof runStatusWords
export type RetryStatus = keyof typeof retryStatusWords
export type ApprovalStatus = keyof typeof approvalStatusWords
export type AssetStatus = keyof typeof assetStatusWords
export type IntegrationStatus = keyof typeof integrationStatusWords
export type Collection = keyof typeof collectionWords
export type FailureCode = keyof typeof failureWords
