import { Card } from '../components/card.tsx'
import { connectionWords } from './words.ts'

const words = connectionWords.help
const PERMISSIONS = ['write_products', 'read_publications', 'write_publications', 'read_orders']

/** What to do at the two services before anything can be connected. */
export function WhereToFind() {
  return (
    <Card title={words.title}>
      <h3>{connectionWords.mockups.title}</h3>
      <p>{words.mockups}</p>
      <h3>{connectionWords.shopify.title}</h3>
      <p>{words.shopify}</p>
      <ul>
        {PERMISSIONS.map((permission) => (
          <li>
            <code>{permission}</code>
          </li>
        ))}
      </ul>
      <p class="muted">{words.oneAccount}</p>
    </Card>
  )
}
