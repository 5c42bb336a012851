import { productFields } from './product-fields.ts'

export const findProductDocument = `
  query FindProduct($identifier: ProductIdentifierInput!) {
    productByIdentifier(identifier: $identifier) { ...ProductFields }
  }
  ${productFields}
`
