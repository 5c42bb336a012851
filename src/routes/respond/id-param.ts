import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'

const uuid = z.uuid()

/** The address's :id. What is no id cannot exist, so it ends in `not_found` with that sentence. */
export function idParam(c: HonoContext<HubEnv>, sentence: string, name = 'id'): string {
  const parsed = uuid.safeParse(c.req.param(name))
  if (!parsed.success) throw new AppError('not_found', sentence)
  return parsed.data
}
