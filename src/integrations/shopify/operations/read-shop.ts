export const readShopDocument = `
  query ReadShop {
    shop {
      name
      myshopifyDomain
      currencyCode
      primaryDomain { url }
    }
    currentAppInstallation {
      accessScopes { handle }
    }
  }
`
