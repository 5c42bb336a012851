import { GraphQLError } from 'graphql'
import * as z from 'zod'

const MAX_PAGE = 250

const argsSchema = z.object({
  first: z.int().nullish(),
  after: z.string().nullish(),
})

/** One page of a list, as Shopify's connections are; a cursor is the id of a node. */
export const connection = <T extends { id: string }>(all: readonly T[], rawArgs: unknown) => {
  const { first, after } = argsSchema.parse(rawArgs)
  if (first === null || first === undefined) {
    throw new GraphQLError('you must provide one of first or last', {
      extensions: { code: 'BAD_REQUEST' },
    })
  }
  if (first < 0 || first > MAX_PAGE) {
    throw new GraphQLError(`first must be between 0 and ${MAX_PAGE}`, {
      extensions: { code: 'BAD_REQUEST' },
    })
  }
  const start = after ? all.findIndex((node) => node.id === after) + 1 : 0
  const nodes = all.slice(start, start + first)
  return {
    nodes,
    pageInfo: {
      startCursor: nodes[0]?.id ?? null,
      endCursor: nodes.at(-1)?.id ?? null,
      hasPreviousPage: start > 0,
      hasNextPage: start + nodes.length < all.length,
    },
  }
}
