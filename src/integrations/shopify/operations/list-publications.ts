/** Names are deprecated on publications: the app behind each tells which one it is. */
export const listPublicationsDocument = `
  query ListPublications {
    publications(first: 25, catalogType: APP) {
      nodes {
        id
        catalog {
          title
          ... on AppCatalog {
            apps(first: 1) { nodes { handle title } }
          }
        }
      }
    }
  }
`
