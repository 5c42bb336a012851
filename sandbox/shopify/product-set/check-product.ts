import type { Product, ShopState } from '../shop-state.ts'
import { type Args, type Identifier, namespaceOf, type SetError, setError } from './input.ts'

const ALT_MAX_CHARACTERS = 512
const TITLE_MAX_CHARACTERS = 255

/** The product an identifier names, in this shop. */
export const findByIdentifier = (
  state: ShopState,
  identifier: Identifier | null | undefined,
): Product | undefined => {
  const { id, handle, customId } = identifier ?? {}
  return state.products.find((product) => {
    if (id !== undefined) return product.id === id
    if (handle !== undefined) return product.handle === handle
    if (customId === undefined) return false
    return product.metafields.some(
      (field) =>
        field.namespace === namespaceOf(customId) &&
        field.key === customId.key &&
        field.value === customId.value,
    )
  })
}

/** What is wrong with everything but options and variants. */
export const checkProduct = (
  state: ShopState,
  { identifier, input }: Args,
  existing: Product | undefined,
): SetError[] => {
  const title = input.title ?? existing?.title
  return [
    ...checkIdentifier(state, { identifier, input }, existing),
    ...checkHandle(state, input.handle, existing),
    ...(title?.trim()
      ? []
      : [setError('MISSING_FIELD_REQUIRED', ['input', 'title'], "Title can't be blank")]),
    ...((title?.length ?? 0) > TITLE_MAX_CHARACTERS
      ? [setError('INVALID_PRODUCT', ['input', 'title'], 'Title is too long (maximum is 255)')]
      : []),
    ...checkFiles(state, input.files ?? []),
  ]
}

const checkIdentifier = (
  state: ShopState,
  { identifier, input }: Args,
  existing: Product | undefined,
): SetError[] => {
  const { id, customId } = identifier ?? {}
  if (id !== undefined && !existing) {
    return [setError('PRODUCT_DOES_NOT_EXIST', ['identifier', 'id'], 'Product does not exist')]
  }
  if (customId === undefined) return []
  const namespace = namespaceOf(customId)
  const isDefined = state.definitions.some(
    (known) => known.namespace === namespace && known.key === customId.key && known.type === 'id',
  )
  const field = ['identifier', 'customId']
  if (!isDefined) {
    const message = "A metafield definition of type 'id' is required for this custom id"
    return [setError('INVALID_METAFIELD', field, message)]
  }
  const sent = input.metafields?.find(
    (metafield) => namespaceOf(metafield) === namespace && metafield.key === customId.key,
  )
  const isLeftAlone = existing !== undefined && !input.metafields
  if (isLeftAlone || sent?.value === customId.value) return []
  const message = 'The custom id and the metafield in the input must have the same value'
  return [setError('METAFIELD_MISMATCH', field, message)]
}

const checkHandle = (
  state: ShopState,
  handle: string | null | undefined,
  existing: Product | undefined,
): SetError[] => {
  const holder = state.products.find((product) => product.handle === handle)
  if (!holder || holder === existing) return []
  const message = `Handle '${handle}' already in use. Please provide a new handle.`
  return [setError('HANDLE_NOT_UNIQUE', ['input', 'handle'], message)]
}

const checkFiles = (state: ShopState, files: NonNullable<Args['input']['files']>): SetError[] =>
  files.flatMap((file, index) => {
    const field = ['input', 'files', String(index)]
    if ((file.alt?.length ?? 0) > ALT_MAX_CHARACTERS) {
      return [setError('INVALID_INPUT', [...field, 'alt'], 'Alt text is over 512 characters')]
    }
    if (file.id) {
      const isKnown = state.media.some((media) => media.id === file.id)
      return isKnown ? [] : [setError('NOT_FOUND', [...field, 'id'], 'File does not exist')]
    }
    const isUrl = URL.canParse(file.originalSource ?? '')
    return isUrl
      ? []
      : [setError('INVALID_INPUT', [...field, 'originalSource'], 'Image URL is invalid')]
  })
