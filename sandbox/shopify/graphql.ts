import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  buildSchema,
  type DocumentNode,
  execute,
  GraphQLError,
  getOperationAST,
  Kind,
  parse,
  validate,
} from 'graphql'
import * as z from 'zod'
import { BUCKET_MAXIMUM, BUCKET_RESTORE_PER_SECOND, type Buckets } from './bucket.ts'
import type { ShopContext } from './context.ts'
import { requestedCost } from './cost.ts'
import { createRoot } from './root.ts'

const MAX_QUERY_POINTS = 1000

const SCHEMA = fileURLToPath(new URL('./schema.graphql', import.meta.url).href)
const schema = buildSchema(readFileSync(SCHEMA, 'utf8'))

const requestSchema = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
})

export type GraphqlRequest = { document: DocumentNode; variables: Record<string, unknown> }

/** A parsed and valid request, or the errors that say why it is none. */
export const readRequest = (body: unknown): GraphqlRequest | readonly GraphQLError[] => {
  const request = requestSchema.safeParse(body)
  if (!request.success) return [new GraphQLError('Required parameter missing or invalid: query')]
  try {
    const document = parse(request.data.query, { maxTokens: 10_000 })
    const errors = validate(schema, document)
    return errors.length > 0 ? errors : { document, variables: request.data.variables ?? {} }
  } catch (cause) {
    return [cause instanceof GraphQLError ? cause : new GraphQLError(String(cause))]
  }
}

/** The first root field, such as productSet: what a fault calls this operation. */
export const operationNameOf = ({ document }: GraphqlRequest): string => {
  const first = getOperationAST(document)?.selectionSet.selections[0]
  return first?.kind === Kind.FIELD ? first.name.value : 'graphql'
}

/** Runs a request against one shop, within its bucket of cost points. */
export const runGraphql = async (
  ctx: ShopContext,
  buckets: Buckets,
  { document, variables }: GraphqlRequest,
): Promise<Record<string, unknown>> => {
  const requested = costOf(document, variables)
  if (requested > MAX_QUERY_POINTS) {
    const message = `Query cost is ${requested}, which exceeds the single query max cost limit (1000).`
    return { errors: [{ message, extensions: { code: 'MAX_COST_EXCEEDED', cost: requested } }] }
  }
  const { isGranted, available } = buckets.take(ctx.shop.credentials.domain, requested)
  const cost = {
    requestedQueryCost: requested,
    actualQueryCost: isGranted ? requested : null,
    throttleStatus: {
      maximumAvailable: BUCKET_MAXIMUM,
      currentlyAvailable: available,
      restoreRate: BUCKET_RESTORE_PER_SECOND,
    },
  }
  if (!isGranted) {
    const error = { message: 'Throttled', extensions: { code: 'THROTTLED' } }
    return { errors: [error], extensions: { cost } }
  }
  const result = await execute({
    schema,
    document,
    rootValue: createRoot(ctx),
    variableValues: variables,
  })
  return { ...result, extensions: { cost } }
}

/** Variables that do not fit their types are reported by the execution, not by the cost. */
const costOf = (document: DocumentNode, variables: Record<string, unknown>): number => {
  try {
    return requestedCost(schema, document, variables)
  } catch (cause) {
    if (cause instanceof GraphQLError) return 1
    throw cause
  }
}
