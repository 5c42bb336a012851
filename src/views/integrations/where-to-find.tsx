import { Card } from '../components/card.tsx'

/** What to do at the two services before anything can be connected. */
export function WhereToFind() {
  return (
    <Card title="Where to find them">
      <h3>Dynamic Mockups</h3>
      <p>
        In your account there, under API: make a key and copy it. Scenes name templates of the same
        account.
      </p>
      <h3>Shopify</h3>
      <p>
        In the Dev Dashboard of the organisation that owns the shop: make an app, install it at the
        shop, and copy its client id and secret. It needs these scopes:
      </p>
      <ul>
        <li>
          <code>write_products</code>
        </li>
        <li>
          <code>read_publications</code>
        </li>
        <li>
          <code>write_publications</code>
        </li>
        <li>
          <code>read_orders</code>
        </li>
      </ul>
      <p class="muted">A shop belongs to one account of this hub.</p>
    </Card>
  )
}
