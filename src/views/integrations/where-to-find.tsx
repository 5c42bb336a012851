import { Card } from '../components/card.tsx'
import { connectionWords } from './words.ts'

const words = connectionWords.help

/** What to do at the two services before anything can be connected. */
export function WhereToFind() {
  return (
    <Card title={words.title}>
      <h3>{connectionWords.mockups.title}</h3>
      <p>{words.mockups}</p>
      <h3>{connectionWords.shopify.title}</h3>
      <p>{words.shopify}</p>
      <ul>
        {Object.entries(words.permissions).map(([permission, purpose]) => (
          <li>
            <code>{permission}</code> {purpose}
          </li>
        ))}
      </ul>
      <p>{words.stores}</p>
      <p class="muted">{words.oneAccount}</p>
    </Card>
  )
}
