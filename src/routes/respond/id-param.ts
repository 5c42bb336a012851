import type { Context as HonoContext } from 'hono'
import { AppError } from '../../errors.ts'
import { uuid } from '../../ids.ts'
import type { HubEnv } from '../hub-env.ts'

/**
 * The path's :id, in the stored case.
 * @throws AppError not_found with the sentence, also for what is no id: nothing has it
 */
export function idParam(c: HonoContext<HubEnv>, sentence: string, name = 'id'): string {
  const parsed = uuid.safeParse(c.req.param(name))
  if (!parsed.success) throw new AppError('not_found', sentence)
  return parsed.data
}
