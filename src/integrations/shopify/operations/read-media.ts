import { productFields } from './product-fields.ts'

export const readMediaDocument = `
  query ReadMedia($id: ID!) {
    product(id: $id) { ...ProductFields }
  }
  ${productFields}
`
