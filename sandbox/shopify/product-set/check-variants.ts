import type { Product } from '../shop-state.ts'
import {
  type Input,
  isSameFile,
  type OptionInput,
  type SetError,
  setError,
  type VariantInput,
} from './input.ts'

const MAX_OPTIONS = 3
const MAX_VARIANTS = 2048

/** What is wrong with options and variants: they come both or not at all, and must agree. */
export const checkVariants = (input: Input, existing: Product | undefined): SetError[] => {
  const { productOptions: options, variants } = input
  if (!options && !variants) return []
  if (!options) {
    const message = 'Product options input is required when updating variants'
    return [setError('PRODUCT_OPTIONS_INPUT_MISSING', ['input', 'productOptions'], message)]
  }
  if (!variants) {
    const message = 'Variants input is required when updating product options'
    return [setError('VARIANTS_INPUT_MISSING', ['input', 'variants'], message)]
  }
  const optionErrors = checkOptions(options)
  if (optionErrors.length > 0) return optionErrors
  if (variants.length > MAX_VARIANTS) {
    const message = `Can only specify a maximum of ${MAX_VARIANTS} variants`
    return [setError('VARIANTS_OVER_LIMIT', ['input', 'variants'], message)]
  }
  return [
    ...variants.flatMap((variant, index) => checkVariant(variant, index, options, existing)),
    ...checkVariantFiles(input, variants),
    ...checkDuplicates(variants),
  ]
}

const checkOptions = (options: OptionInput[]): SetError[] => {
  const field = ['input', 'productOptions']
  if (options.length > MAX_OPTIONS) {
    const message = `Can only specify a maximum of ${MAX_OPTIONS} options`
    return [setError('OPTIONS_OVER_LIMIT', field, message)]
  }
  const names = options.map((option) => option.name?.toLowerCase())
  if (new Set(names).size !== names.length) {
    return [setError('DUPLICATED_OPTION_NAME', field, 'Option names must be unique')]
  }
  return options.flatMap((option, index) => {
    const at = [...field, String(index), 'values']
    const values = option.values ?? []
    const unique = new Set(values.map((value) => value.name?.toLowerCase()))
    if (!option.name || values.length === 0 || unique.has(undefined)) {
      return [setError('OPTION_VALUES_MISSING', at, 'Option must have a name and values')]
    }
    const isDoubled = unique.size !== values.length
    return isDoubled
      ? [setError('DUPLICATED_OPTION_VALUE', at, 'Option values must be unique')]
      : []
  })
}

const checkVariant = (
  variant: VariantInput,
  index: number,
  options: OptionInput[],
  existing: Product | undefined,
): SetError[] => {
  const at = ['input', 'variants', String(index)]
  const errors = [
    ...checkPrice(variant.price, [...at, 'price']),
    ...checkPrice(variant.compareAtPrice, [...at, 'compareAtPrice']),
    ...checkPrice(variant.inventoryItem?.cost, [...at, 'inventoryItem', 'cost']),
  ]
  if (variant.id && !existing?.variants.some((known) => known.id === variant.id)) {
    errors.push(
      setError('PRODUCT_VARIANT_DOES_NOT_EXIST', [...at, 'id'], 'Product variant does not exist'),
    )
  }
  for (const { optionName, name } of variant.optionValues) {
    const option = options.find((known) => known.name === optionName)
    const field = [...at, 'optionValues']
    if (!option) {
      errors.push(setError('OPTION_DOES_NOT_EXIST', field, `Option does not exist: ${optionName}`))
    } else if (!option.values?.some((value) => value.name === name)) {
      const message = `Option value does not exist: ${name}`
      errors.push(setError('OPTION_VALUE_DOES_NOT_EXIST', field, message))
    }
  }
  for (const option of options) {
    const count = variant.optionValues.filter((value) => value.optionName === option.name).length
    if (count !== 1) {
      const message = `You need to add option values for ${option.name}`
      errors.push(setError('INVALID_VARIANT', [...at, 'optionValues'], message))
    }
  }
  return errors
}

const checkPrice = (price: string | null | undefined, field: string[]): SetError[] => {
  if (price === null || price === undefined || /^\d{1,12}(\.\d{1,2})?$/.test(price)) return []
  const message = 'Price must be a decimal number greater than or equal to 0'
  return [setError('INVALID_VARIANT', field, message)]
}

/** A variant's file has to be one of the product's in the same call. */
const checkVariantFiles = ({ files }: Input, variants: VariantInput[]): SetError[] =>
  variants.flatMap(({ file }, index) => {
    if (!file || files?.some((listed) => isSameFile(listed, file))) return []
    const message = 'The file of a variant must be one of the files of the product'
    return [setError('INVALID_VARIANT', ['input', 'variants', String(index), 'file'], message)]
  })

const checkDuplicates = (variants: VariantInput[]): SetError[] => {
  const seen = new Set<string>()
  return variants.flatMap((variant, index) => {
    const names = variant.optionValues.map((value) => `${value.optionName}=${value.name}`)
    const key = names.toSorted().join('\n').toLowerCase()
    if (!seen.has(key)) {
      seen.add(key)
      return []
    }
    const title = variant.optionValues.map((value) => value.name).join(' / ')
    const field = ['input', 'variants', String(index)]
    return [setError('INVALID_VARIANT', field, `The variant '${title}' already exists.`)]
  })
}
