import { Card } from '../components/card.tsx'
import { homeWords } from './words.ts'

export type UnpublishedProps = {
  /** The first of them. */
  products: readonly { id: string; title: string }[]
}

/** Products that were edited since they were published. */
export function Unpublished({ products }: UnpublishedProps) {
  if (products.length === 0) return null
  return (
    <Card
      title={homeWords.unpublished}
      lead={homeWords.unpublishedLead}
      actions={<a href="/products?status=active">{homeWords.moreUnpublished}</a>}
    >
      <ul class="to-do">
        {products.map(({ id, title }) => (
          <li>
            <a href={`/products/${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </Card>
  )
}
