import type { MockupUses } from '../../domain/mockups/find-uses.ts'
import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import { isDecidable } from '../../domain/review/decide-mockups.ts'
import { ActionForm } from '../components/action-form.tsx'
import { Stack } from '../components/arrange.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ProductStatusBadge } from '../components/status-badge.tsx'
import { mockupWords as words } from './words.ts'

type Props = { view: MockupView; uses: MockupUses }

/** The products that show it, and the way into another. */
export function MockupProducts({ view, uses }: Props) {
  if (!isDecidable(view.mockup.status)) return null
  return (
    <Card title={words.page.products}>
      <Stack>
        {uses.products.length === 0 ? (
          <p class="muted">{words.page.noProducts}</p>
        ) : (
          <ul class="plain-list">
            {uses.products.map(({ id, title, status }) => (
              <li class="cluster">
                <a href={`/products/${id}`}>{title}</a>
                <ProductStatusBadge status={status} />
              </li>
            ))}
          </ul>
        )}
        <Use view={view} />
      </Stack>
    </Card>
  )
}

/** A product takes only what is approved. */
function Use({ view: { mockup, asset } }: Pick<Props, 'view'>) {
  if (mockup.status === 'approved') {
    return (
      <ButtonLink href={`/products/new?asset=${asset.id}`} icon="product">
        {words.page.use}
      </ButtonLink>
    )
  }
  if (mockup.status === 'rejected') return <p class="muted">{words.page.rejectedUse}</p>
  return (
    <ActionForm
      action={`/mockups/${mockup.id}/approve`}
      values={{ lead: 'product' }}
      icon="product"
    >
      {words.page.approveAndUse}
    </ActionForm>
  )
}
