import type { Context as HonoContext } from 'hono'
import type * as z from 'zod'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'

/** The body of a POST that may come without one. 400 with every mistake, as everywhere. */
export async function optionalJson<Schema extends z.ZodType>(
  c: HonoContext<HubEnv>,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await c.req.text()
  const result = schema.safeParse(text.trim() === '' ? {} : readJson(text))
  if (result.success) return result.data
  throw new AppError('invalid', 'Invalid request body', {
    errors: result.error.issues.map(({ path, message }) => ({
      pointer: path.map((step) => `/${String(step)}`).join(''),
      message,
    })),
  })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('invalid', 'Invalid request body', {
      errors: [{ pointer: '', message: cause instanceof Error ? cause.message : 'Not JSON' }],
    })
  }
}
