export const createIdDefinitionDocument = `
  mutation CreateIdDefinition($definition: MetafieldDefinitionInput!) {
    metafieldDefinitionCreate(definition: $definition) {
      createdDefinition { id namespace key }
      userErrors { code field message }
    }
  }
`
