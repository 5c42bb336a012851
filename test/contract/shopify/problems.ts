import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isInputObjectType,
  Kind,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  type TypeNode,
  validate,
} from 'graphql'
import * as z from 'zod'

// Two decimals in most currencies, none in some and three in others; never one, never a float.
const PRICE = /^\d+(?:\.\d{2,3})?$/

const record = z.record(z.string(), z.unknown())

/**
 * Everything wrong with one request: the document against the schema (deprecated fields too), the
 * variables against their types, and amounts of money, whose scalar would take any number.
 */
export const problemsOf = (
  schema: GraphQLSchema,
  query: string,
  variables: Record<string, unknown>,
): string[] => {
  const document = parse(query)
  const invalid = validate(schema, document, [...specifiedRules, NoDeprecatedCustomRule])
  if (invalid.length > 0) return invalid.map((error) => error.message)
  const definitions = getOperationAST(document)?.variableDefinitions ?? []
  const { errors = [] } = getVariableValues(schema, definitions, variables)
  const foreign = Object.keys(variables).filter(
    (name) => !definitions.some((definition) => definition.variable.name.value === name),
  )
  const money = definitions.flatMap(({ type, variable: { name } }) =>
    moneyProblems(schema.getType(namedTypeOf(type)), variables[name.value], name.value),
  )
  return [
    ...errors.map((error) => error.message),
    ...foreign.map((name) => `$${name} is no variable of the operation`),
    ...money,
  ]
}

const namedTypeOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type)

const moneyProblems = (
  type: GraphQLNamedType | undefined,
  value: unknown,
  at: string,
): string[] => {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => moneyProblems(type, item, `${at}.${index}`))
  }
  if (isInputObjectType(type)) {
    const fields = record.safeParse(value).data ?? {}
    return Object.values(type.getFields()).flatMap((field) =>
      moneyProblems(getNamedType(field.type), fields[field.name], `${at}.${field.name}`),
    )
  }
  if (!['Money', 'Decimal'].includes(type?.name ?? '')) return []
  const isAmount = typeof value === 'string' && PRICE.test(value)
  return isAmount ? [] : [`${at} is not an amount of any currency: ${JSON.stringify(value)}`]
}

const productSet = z.object({
  input: z.object({
    productOptions: z
      .array(z.object({ name: z.string(), values: z.array(z.object({ name: z.string() })) }))
      .optional(),
    variants: z
      .array(
        z.object({
          optionValues: z.array(
            z.object({ optionName: z.string().optional(), name: z.string().optional() }),
          ),
        }),
      )
      .optional(),
  }),
})

/** What is wrong with options and variants: nullable in the schema, and needed all the same. */
export const variantProblems = (variables: unknown): string[] => {
  const { productOptions, variants } = productSet.parse(variables).input
  if (!productOptions && !variants) return []
  if (!productOptions || !variants) return ['variants and options are sent both or not at all']
  const combinations = variants.map(({ optionValues }) =>
    optionValues.map((value) => `${value.optionName}=${value.name}`).join('\n'),
  )
  const isDoubled = new Set(combinations).size !== combinations.length
  const unnamed = variants.flatMap(({ optionValues }, index) =>
    productOptions.flatMap((option) => {
      const named = optionValues.filter((value) => value.optionName === option.name)
      const isKnown = option.values.some((value) => value.name === named[0]?.name)
      return named.length === 1 && isKnown ? [] : [`variant ${index} does not name ${option.name}`]
    }),
  )
  const foreign = variants.flatMap(({ optionValues }, index) =>
    optionValues.length > productOptions.length ? [`variant ${index} names too many options`] : [],
  )
  return [...unnamed, ...foreign, ...(isDoubled ? ['two variants are equal'] : [])]
}
