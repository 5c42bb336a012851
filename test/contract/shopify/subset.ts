import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isSpecifiedScalarType,
} from 'graphql'

/** Where a schema says anything that another does not say too, one sentence each. */
export const differences = (ours: GraphQLSchema, official: GraphQLSchema): string[] =>
  Object.values(ours.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap((type) => {
      const theirs = official.getType(type.name)
      return theirs ? compareTypes(type, theirs) : [`${type.name} does not exist`]
    })

const compareTypes = (ours: GraphQLNamedType, theirs: GraphQLNamedType): string[] => {
  const { name } = ours
  if (ours.constructor !== theirs.constructor) return [`${name} is another kind of type`]
  if (isEnumType(ours) && isEnumType(theirs)) {
    const known = new Set(theirs.getValues().map((value) => value.name))
    const foreign = ours.getValues().filter((value) => !known.has(value.name))
    return foreign.map((value) => `${name}.${value.name} does not exist`)
  }
  if (isInputObjectType(ours) && isInputObjectType(theirs)) {
    const oneOf = ours.isOneOf === theirs.isOneOf ? [] : [`${name} differs in @oneOf`]
    return [...oneOf, ...compareInputs(name, ours.getFields(), theirs.getFields())]
  }
  const isComposite = isObjectType(ours) || isInterfaceType(ours)
  if (isComposite && (isObjectType(theirs) || isInterfaceType(theirs))) {
    const implemented = new Set(theirs.getInterfaces().map((type) => type.name))
    const foreign = ours.getInterfaces().filter((type) => !implemented.has(type.name))
    return [
      ...foreign.map((type) => `${name} does not implement ${type.name}`),
      ...compareFields(name, ours.getFields(), theirs.getFields()),
    ]
  }
  return []
}

type Fields = Record<string, GraphQLField<unknown, unknown>>
type Input = GraphQLArgument | GraphQLInputField

const compareFields = (type: string, ours: Fields, theirs: Fields): string[] =>
  Object.values(ours).flatMap((field) => {
    const at = `${type}.${field.name}`
    const known = theirs[field.name]
    if (!known) return [`${at} does not exist`]
    const sameType = String(field.type) === String(known.type)
    return [
      ...(sameType ? [] : [`${at} is ${known.type}, not ${field.type}`]),
      ...compareInputs(at, byName(field.args), byName(known.args)),
    ]
  })

const compareInputs = (
  at: string,
  ours: Record<string, Input>,
  theirs: Record<string, Input>,
): string[] => [
  ...Object.values(ours).flatMap((input) => {
    const known = theirs[input.name]
    if (!known) return [`${at}(${input.name}) does not exist`]
    if (String(input.type) !== String(known.type)) {
      return [`${at}(${input.name}) is ${known.type}, not ${input.type}`]
    }
    const sameDefault = String(input.defaultValue) === String(known.defaultValue)
    return sameDefault ? [] : [`${at}(${input.name}) has another default`]
  }),
  ...Object.values(theirs).flatMap((input) =>
    isRequired(input) && !ours[input.name] ? [`${at}(${input.name}) is required`] : [],
  ),
]

const isRequired = (input: Input): boolean =>
  isRequiredArgument(input) || isRequiredInputField(input)

const byName = (args: readonly GraphQLArgument[]): Record<string, Input> =>
  Object.fromEntries(args.map((arg) => [arg.name, arg]))
