import { zValidator } from '@hono/zod-validator'
import type { Context as HonoContext } from 'hono'
import { resolver, uniqueSymbol } from 'hono-openapi'
import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'
import { checkShape } from './check-shape.ts'
import { type Issue, invalid } from './invalid.ts'
import { readQuery } from './read-query.ts'

type Judged = { success: true } | { success: false; error: { issues: readonly Issue[] } }

const querySchemas = new WeakMap<object, z.ZodObject>()

/** The query that a handler of a mounted route parses, or undefined where it takes none. */
export function querySchemaOf(handler: object): z.ZodObject | undefined {
  return querySchemas.get(handler)
}

/**
 * Query of a JSON route, parsed and described in the API document. Empty values count as not
 * given and names are taken in either case.
 * @throws AppError invalid with every mistake, unknown names among them
 */
export function query<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>) {
  const either = eitherCase(schema.strict())
  const check = zValidator(
    'query',
    either,
    (judged: Judged, c: HonoContext) => {
      const sent = readQuery(c)
      c.set('sent', sent)
      if (!judged.success) throw invalid('Invalid query parameters', judged.error.issues, sent)
    },
    { validationFunction: (known, sent) => known.safeParseAsync(withoutEmpty(sent)) },
  )
  querySchemas.set(check, schema)
  return Object.assign(check, { [uniqueSymbol]: { target: 'query' as const, ...resolver(schema) } })
}

/**
 * Body of a JSON route, parsed and described in the API document.
 * @throws AppError invalid with every mistake
 */
export function body<Schema extends z.ZodType>(schema: Schema) {
  const check = zValidator(
    'json',
    z.preprocess(checkShape, schema),
    async (judged: Judged, c: HonoContext) => {
      const sent: unknown = await c.req.json().catch(() => undefined)
      c.set('sent', sent)
      if (!judged.success) throw invalid('Invalid request body', judged.error.issues, sent)
    },
  )
  return Object.assign(check, { [uniqueSymbol]: { target: 'json' as const, ...resolver(schema) } })
}

// A dry run that is asked for without a value is refused: better than really done.
const NEVER_EMPTY = new Set(['dry_run', 'dryRun'])

/** A query without its empty values: `status=` is no filter. */
function withoutEmpty(sent: Record<string, string | string[]>) {
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) => {
      if (NEVER_EMPTY.has(name)) return [[name, value]]
      const given = [value].flat().filter((text) => text !== '')
      return given.length > 0 ? [[name, given.length === 1 ? given[0] : given]] : []
    }),
  )
}
