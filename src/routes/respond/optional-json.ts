import type { Context as HonoContext } from 'hono'
import type * as z from 'zod'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { checkShape } from './check-shape.ts'
import { invalid } from './invalid.ts'

/**
 * The body of a POST that may come without one.
 * @throws AppError invalid with every mistake
 */
export async function optionalJson<Schema extends z.ZodType>(
  c: HonoContext<HubEnv>,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await c.req.text()
  const sent = text.trim() === '' ? {} : checkShape(readJson(text))
  c.set('sent', sent)
  const result = schema.safeParse(sent)
  if (result.success) return result.data
  throw invalid('Invalid request body', result.error.issues, sent)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid', 'Invalid request body', {
      errors: [{ pointer: '', message: 'This is not JSON' }],
    })
  }
}
