import type { Context as HonoContext } from 'hono'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'

// What our single rows are tagged with: the version, and a hash of what was shown.
const VERSION_TAG = /^(?:W\/)?"(\d+)-[^"]*"$/

/**
 * The version a change is based on, from `If-Match`; undefined where the caller names none.
 * @throws AppError precondition_failed for a tag that no row of ours has.
 */
export function ifMatch(c: HonoContext<HubEnv>): number | undefined {
  const header = c.req.header('if-match')?.trim()
  if (header === undefined || header === '*') return undefined
  const version = VERSION_TAG.exec(header)?.[1]
  if (version !== undefined) return Number(version)
  throw new AppError(
    'precondition_failed',
    'If-Match is not the ETag of this. Nothing was changed; read it again and send its ETag.',
  )
}

/** Runs a change that names the version it saw: the refusal carries what is there now. */
export async function orCurrent<Result>(
  change: () => Promise<Result>,
  readCurrent: () => Promise<Record<string, unknown>>,
): Promise<Result> {
  try {
    return await change()
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'precondition_failed') throw cause
    throw new AppError(cause.code, cause.message, { extra: await readCurrent() })
  }
}
