import { LOSSES_A_PAGE, type Loss, type LossCount } from '../../domain/products/list-losses.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { elementId } from '../components/field-id.ts'
import { Money } from '../components/money.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Pager } from '../components/pager.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { productPath } from '../products/product-path.ts'
import { CostText, MarginText } from './margin.tsx'
import { lossWords as words } from './words.ts'

const PATH = '/pricing/losses'

export type LossesPageProps = {
  frame: PageFrame
  losses: LossCount & { rows: readonly Loss[] }
  offset: number
}

const COLUMNS: Column<Loss>[] = [
  {
    key: 'product',
    header: words.product,
    primary: true,
    cell: ({ product_id, product_title }) => <a href={productPath(product_id)}>{product_title}</a>,
  },
  { key: 'variant', header: words.variant, narrow: true, cell: ({ title }) => title },
  {
    key: 'price',
    header: words.price,
    numeric: true,
    cell: ({ price, currency }) => <Money minor={price} currency={currency} />,
  },
  {
    key: 'cost',
    header: words.cost,
    numeric: true,
    cell: ({ cost, currency }) => <CostText cost={cost} currency={currency} />,
  },
  {
    key: 'margin',
    header: words.margin,
    numeric: true,
    cell: ({ price, cost, currency }) => (
      <MarginText price={price} cost={cost} currency={currency} />
    ),
  },
  {
    key: 'mended',
    header: words.mended,
    numeric: true,
    cell: ({ mended, currency }) => (
      <strong>
        <Money minor={mended} currency={currency} />
      </strong>
    ),
  },
]

/** Every variant that sells below cost, with the price that would mend it. */
export function LossesPage({ frame, losses, offset }: LossesPageProps) {
  const { rows, variants } = losses
  const more = offset + rows.length < variants
  return (
    <Layout {...frame} title={words.title} current="/pricing">
      <PageHeader
        title={words.title}
        lead={words.lead}
        back={{ href: '/pricing', label: words.back }}
        actions={
          variants === 0 ? null : (
            <>
              <ButtonLink href="/products?check=unprofitable">{words.filtered}</ButtonLink>
              <ButtonLink href="/jobs/new?type=prices&by=mend&check=unprofitable" variant="primary">
                {words.mend}
              </ButtonLink>
            </>
          )
        }
      />
      {rows.length === 0 ? (
        <EmptyState title={words.emptyTitle}>{words.emptyLead}</EmptyState>
      ) : (
        <Card id="losses" title={words.counted(losses)} lead={words.mendLead} flush>
          <DataTable
            caption={words.caption}
            columns={COLUMNS}
            rows={rows}
            rowId={({ id }) => elementId('loss', id)}
          />
          <Pager
            rows={rows}
            total={variants}
            limit={LOSSES_A_PAGE}
            offset={offset}
            next_cursor={more ? rows.at(-1)?.id : undefined}
            previous_cursor={offset > 0 ? rows[0]?.id : undefined}
            path={PATH}
          />
        </Card>
      )}
    </Layout>
  )
}
