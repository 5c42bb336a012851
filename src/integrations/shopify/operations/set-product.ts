import { productFields } from './product-fields.ts'

export const setProductDocument = `
  mutation SetProduct(
    $identifier: ProductSetIdentifiers
    $input: ProductSetInput!
    $synchronous: Boolean!
  ) {
    productSet(identifier: $identifier, input: $input, synchronous: $synchronous) {
      product { ...ProductFields }
      userErrors { code field message }
    }
  }
  ${productFields}
`
