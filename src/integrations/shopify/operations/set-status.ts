export const setStatusDocument = `
  mutation SetStatus($product: ProductUpdateInput!) {
    productUpdate(product: $product) {
      product { id handle status onlineStoreUrl }
      userErrors { field message }
    }
  }
`
