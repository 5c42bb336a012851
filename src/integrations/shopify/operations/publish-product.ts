export const publishProductDocument = `
  mutation PublishProduct($id: ID!, $input: [PublicationInput!]!) {
    publishablePublish(id: $id, input: $input) {
      publishable {
        ... on Product { id handle status onlineStoreUrl }
      }
      userErrors { field message }
    }
  }
`
