import {
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import * as z from 'zod'

const MUTATION_BASE = 10
const VARIANT_POINTS = 0.2
const FILE_POINTS = 1.9
const METAFIELD_POINTS = 0.4

const sized = z.looseObject({ first: z.int().nonnegative() })
const productSetInput = z.object({
  input: z.object({
    variants: z.array(z.unknown()).nullish(),
    files: z.array(z.unknown()).nullish(),
    metafields: z.array(z.unknown()).nullish(),
  }),
})

/**
 * What an operation asks for in cost points. Mutations cost 10, productSet more by its lists (as
 * Shopify states); each object one point. Shopify does not publish how a connection grows with its
 * size: here with the square root of `first`, which keeps to the order of real answers.
 */
export const requestedCost = (
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
): number => {
  const info = new TypeInfo(schema)
  const factors: number[] = [1]
  let cost = 0
  const enter = (node: FieldNode) => {
    const field = info.getFieldDef()
    const type = field && getNamedType(field.type)
    const factor = factors.at(-1) ?? 1
    if (!field || !type || !isCompositeType(type)) {
      factors.push(factor)
      return
    }
    const args = getArgumentValues(field, node, variables)
    const isMutation = info.getParentType()?.name === 'Mutation'
    cost += isMutation ? mutationCost(node.name.value, args) : factor
    const { first } = sized.safeParse(args).data ?? { first: 1 }
    factors.push(isConnection(type) ? factor * Math.sqrt(first) : factor)
  }
  const leave = () => void factors.pop()
  visit(document, visitWithTypeInfo(info, { Field: { enter, leave } }))
  return Math.ceil(cost)
}

const isConnection = (type: { name: string }): type is GraphQLObjectType =>
  isObjectType(type) && type.name.endsWith('Connection')

const mutationCost = (name: string, args: Record<string, unknown>): number => {
  const lists = name === 'productSet' ? productSetInput.safeParse(args).data?.input : undefined
  return (
    MUTATION_BASE +
    VARIANT_POINTS * (lists?.variants?.length ?? 0) +
    FILE_POINTS * (lists?.files?.length ?? 0) +
    METAFIELD_POINTS * (lists?.metafields?.length ?? 0)
  )
}
