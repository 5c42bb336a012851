/** What the ledger's storage uses of the Workers runtime's types, which Node does not have. */
interface SqlStorageCursor<Row> {
  toArray(): Row[]
  one(): Row
}

interface SqlStorage {
  exec<Row>(query: string, ...values: (string | number | null)[]): SqlStorageCursor<Row>
}
