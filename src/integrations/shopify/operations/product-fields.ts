/** Most variants one product of ours may have; what an answer lists is bounded by it. */
export const MAX_VARIANTS = 100

/** Most pictures one product of ours may have. */
export const MAX_PICTURES = 50

export const productFields = `
  fragment ProductFields on Product {
    id
    handle
    title
    status
    onlineStoreUrl
    variants(first: ${MAX_VARIANTS}) {
      nodes { id sku title price selectedOptions { name value } }
    }
    media(first: ${MAX_PICTURES}) {
      nodes { id alt status mediaErrors { code message details } }
    }
  }
`
