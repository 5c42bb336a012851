import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { sha256Hex } from '../../sha256.ts'
import { dynamicMockupsCredentials, openCredentials } from './credentials.ts'
import { findIntegration } from './find-integration.ts'

const ACCOUNT_HEX_DIGITS = 16

export type DynamicMockupsKey = {
  apiKey: string
  /** Distinguishes credentials and holds no secret. */
  account: string
  /** The ciphertext that it was read from: another one is another connection. */
  sealed: string | null
  /** Whether it is the user's own; else the environment's serves. */
  own: boolean
  /** The vendor refused it when it was last used: a success is news. */
  markedBroken: boolean
}

/**
 * The key that pays for this user's renders.
 *
 * @throws AppError not_configured there is none
 */
export async function getDynamicMockupsKey(ctx: Context): Promise<DynamicMockupsKey> {
  const row = await findIntegration(ctx, 'dynamic_mockups')
  const markedBroken = row?.status === 'error'
  if (row?.credentials && row.status !== 'disconnected') {
    const { apiKey } = await openCredentials(
      ctx,
      'dynamic_mockups',
      row.credentials,
      dynamicMockupsCredentials,
    )
    const account = await accountOf(apiKey)
    return { apiKey, account, sealed: row.credentials, own: true, markedBroken }
  }
  const { apiKey } = ctx.config.dynamicMockups
  if (!apiKey) throw new AppError('not_configured', 'Dynamic Mockups API key not configured')
  return { apiKey, account: await accountOf(apiKey), sealed: null, own: false, markedBroken }
}

/** The same key, or why there is none. */
export async function findDynamicMockupsKey(ctx: Context): Promise<DynamicMockupsKey | AppError> {
  try {
    return await getDynamicMockupsKey(ctx)
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'not_configured') return cause
    throw cause
  }
}

/** Whether there is a key that pays for this user's renders, the user's own or the environment's. */
export async function hasDynamicMockupsKey(ctx: Context): Promise<boolean> {
  if (ctx.config.dynamicMockups.apiKey !== undefined) return true
  const row = await findIntegration(ctx, 'dynamic_mockups')
  return Boolean(row?.credentials) && row?.status !== 'disconnected'
}

/** The name of a key's account; the same key has the same. */
export async function accountOf(apiKey: string): Promise<string> {
  return (await sha256Hex(apiKey)).slice(0, ACCOUNT_HEX_DIGITS)
}
