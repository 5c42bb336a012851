import { raw } from 'hono/html'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import { descriptionHtmlOf } from '../../domain/products/shop-content.ts'
import type { PlanTarget } from '../../domain/publishing/plan/plan-changes.ts'
import { Card } from '../components/card.tsx'
import { type Definition, DefinitionList } from '../components/definition-list.tsx'
import { Money } from '../components/money.tsx'
import { Thumb } from '../components/thumb.tsx'
import { categoryName } from './categories.ts'
import { categoryWords, seoWords } from './form-words.ts'
import { planLabels, planWords as words } from './plan-words.ts'
import type { ShownImage } from './product-pictures.tsx'
import { Tags } from './product-tags.tsx'
import { productWords } from './words.ts'

export type SummaryProps = {
  product: FullProduct
  images: readonly ShownImage[]
  /** Where people will find it. */
  handle: string
}

/** All that a shop gets of a product that it does not have yet. */
export function PlanSummary(props: SummaryProps & { target: PlanTarget | null }) {
  const { product, images } = props
  const variants = product.variants.filter(({ is_active }) => is_active)
  return (
    <div class="stack stack-large plan-summary">
      <Card title={words.groups.details}>
        <DefinitionList items={detailsOf(props)} />
      </Card>
      <Card title={`${words.groups.variants}: ${variants.length}`}>
        <ul class="plan-variants">
          {variants.map(({ title, price, compare_at_price }) => (
            <li>
              <span>{title}</span>
              <span>
                {compare_at_price === null ? null : (
                  <del class="muted">
                    <Money minor={compare_at_price} currency={product.currency} />
                  </del>
                )}{' '}
                <Money minor={price} currency={product.currency} />
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={`${words.groups.pictures}: ${images.length}`}>
        {images.length === 0 ? (
          <p class="muted">{productWords.noPictures}</p>
        ) : (
          <ul class="plan-pictures">
            {images.map(({ thumbnail, alt }) => (
              <li>
                <Thumb src={thumbnail} alt={alt} fit="cover" />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  )
}

function detailsOf({ product, handle, target }: SummaryProps & { target: PlanTarget | null }) {
  const { fields } = planLabels
  const optional = (term: string, value: string | null): Definition[] =>
    value ? [{ term, description: value }] : []
  const description = descriptionHtmlOf(product)
  return [
    { term: fields.title, description: product.title },
    ...(description
      ? [
          {
            term: fields.description,
            description: <div class="rich-text-shown">{raw(description)}</div>,
          },
        ]
      : []),
    { term: fields.handle, description: handle },
    { term: fields.product_type, description: product.product_type },
    { term: fields.vendor, description: product.vendor },
    ...(product.tags.length > 0
      ? [{ term: productWords.tags, description: <Tags tags={product.tags} /> }]
      : []),
    ...(product.category
      ? [{ term: categoryWords.label, description: categoryName(product.category) }]
      : []),
    ...optional(seoWords.pageTitle, product.seo_title),
    ...optional(seoWords.description, product.seo_description),
    {
      term: fields.status,
      description: target === 'draft' ? words.asDraft : words.asActive,
    },
  ]
}
