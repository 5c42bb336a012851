/** The variables of `productSet`, as far as the hub fills them (Admin API 2026-10). */
export type ProductSetVariables = {
  identifier: { id: string } | { customId: { key: string; value: string } }
  input: ProductSetInput
  synchronous: boolean
}

export type ProductSetInput = {
  title: string
  descriptionHtml: string
  vendor: string
  productType: string
  productOptions: OptionSetInput[]
  variants: VariantSetInput[]
  files: FileSetInput[]
  handle?: string
  tags?: string[]
  status?: 'DRAFT'
  metafields?: { namespace: string; key: string; type: string; value: string }[]
}

export type OptionSetInput = { name: string; position: number; values: { name: string }[] }

export type VariantSetInput = {
  id?: string
  optionValues: { optionName: string; name: string }[]
  sku: string
  price: string
  compareAtPrice: string | null
  inventoryPolicy: 'CONTINUE'
  inventoryItem: { tracked: false; requiresShipping: boolean }
  position: number
}

export type FileSetInput =
  | { id: string; alt: string }
  | {
      originalSource: string
      alt: string
      contentType: 'IMAGE'
      filename: string
      duplicateResolutionMode: 'APPEND_UUID'
    }
