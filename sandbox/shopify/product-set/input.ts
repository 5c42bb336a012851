import * as z from 'zod'

const money = z.union([z.string(), z.number()]).transform(String)

const weight = z.object({
  value: z.number(),
  unit: z.enum(['GRAMS', 'KILOGRAMS', 'OUNCES', 'POUNDS']),
})

const fileInput = z.object({
  id: z.string().nullish(),
  originalSource: z.string().nullish(),
  alt: z.string().nullish(),
  filename: z.string().nullish(),
})

const variantInput = z.object({
  id: z.string().nullish(),
  optionValues: z.array(z.object({ optionName: z.string().nullish(), name: z.string().nullish() })),
  sku: z.string().nullish(),
  price: money.nullish(),
  compareAtPrice: money.nullish(),
  inventoryPolicy: z.enum(['CONTINUE', 'DENY']).nullish(),
  inventoryItem: z
    .object({
      tracked: z.boolean().nullish(),
      requiresShipping: z.boolean().nullish(),
      cost: money.nullish(),
      measurement: z.object({ weight: weight.nullish() }).nullish(),
    })
    .nullish(),
  file: fileInput.nullish(),
})

const optionInput = z.object({
  name: z.string().nullish(),
  values: z.array(z.object({ name: z.string().nullish() })).nullish(),
})

const metafieldInput = z.object({
  namespace: z.string().nullish(),
  key: z.string().nullish(),
  type: z.string().nullish(),
  value: z.string().nullish(),
})

const customId = z.object({
  namespace: z.string().nullish(),
  key: z.string(),
  value: z.string(),
})

/** The fields of the product itself. */
export const productFields = z.object({
  title: z.string().nullish(),
  handle: z.string().nullish(),
  descriptionHtml: z.string().nullish(),
  seo: z.object({ title: z.string().nullish(), description: z.string().nullish() }).nullish(),
  category: z.string().nullish(),
  vendor: z.string().nullish(),
  productType: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  status: z.enum(['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED']).nullish(),
})

/** Which product is meant: one of three ways. */
export const identifierSchema = z.object({
  id: z.string().optional(),
  handle: z.string().optional(),
  customId: customId.optional(),
})

/** productSet's arguments, after GraphQL has coerced them. */
export const argsSchema = z.object({
  identifier: identifierSchema.nullish(),
  synchronous: z.boolean().nullish(),
  input: productFields.extend({
    productOptions: z.array(optionInput).nullish(),
    variants: z.array(variantInput).nullish(),
    files: z.array(fileInput).nullish(),
    metafields: z.array(metafieldInput).nullish(),
  }),
})

export type ProductFields = z.infer<typeof productFields>
export type Args = z.infer<typeof argsSchema>
export type Input = Args['input']
export type Identifier = z.infer<typeof identifierSchema>
export type FileInput = z.infer<typeof fileInput>
export type VariantInput = z.infer<typeof variantInput>
export type OptionInput = z.infer<typeof optionInput>
export type MetafieldInput = z.infer<typeof metafieldInput>

export type SetError = { code: string; field: string[]; message: string }

export const setError = (code: string, field: string[], message: string): SetError => ({
  code,
  field,
  message,
})

/** Leaving the namespace out means the one reserved for the app. */
export const namespaceOf = (field: { namespace?: string | null }): string =>
  field.namespace ?? '$app'

/** Whether two inputs of one call name the same file. */
export const isSameFile = (one: FileInput, other: FileInput): boolean =>
  one.id ? one.id === other.id : !other.id && one.originalSource === other.originalSource
