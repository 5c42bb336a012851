import type { Uses } from '../../domain/collections/count-uses.ts'
import type { Collection } from '../../domain/collections/system-collections.ts'
import { Cluster } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { ButtonLink } from '../components/button.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { pluralize } from '../pluralize.ts'
import { describeShop } from './collection-labels.ts'
import { collectionWords as words } from './words.ts'

/** A collection, and what has it. */
export type ShownCollection = Collection & { uses: Uses }

export function CollectionsTable({ rows }: { rows: readonly ShownCollection[] }) {
  return (
    <DataTable
      caption={words.title}
      columns={COLUMNS}
      rows={rows}
      rowId={({ key }) => elementId('collection', key)}
    />
  )
}

const COLUMNS: Column<ShownCollection>[] = [
  {
    key: 'name',
    header: words.collection,
    primary: true,
    cell: ({ name, colour }) => (
      <Badge tone={colour} long>
        {name}
      </Badge>
    ),
  },
  { key: 'key', header: words.key, cell: ({ key }) => <code class="small">{key}</code> },
  {
    key: 'shop',
    header: words.inShopify,
    cell: (row) => describeShop(row) ?? <span class="muted">–</span>,
  },
  {
    key: 'uses',
    header: words.contains,
    cell: ({ key, uses }) => <UsedBy of={key} uses={uses} />,
  },
  {
    key: 'actions',
    header: words.actions,
    hideHeader: true,
    narrow: true,
    cell: (row) => (row.is_system ? null : <Actions {...row} />),
  },
]

/** What has it, as links to the lists. Scenes and kits have no list by collection. */
function UsedBy({ of, uses }: { of: string; uses: Uses }) {
  const { quotes, assets, products, scenes, kits } = uses
  if (quotes + assets + products + scenes + kits === 0)
    return <span class="muted">{words.nothing}</span>
  const links = [
    { n: quotes, noun: words.nouns.quotes, href: `/quotes?collection=${of}` },
    { n: assets, noun: words.nouns.assets, href: `/assets?collection=${of}` },
    { n: products, noun: words.nouns.products, href: `/products?collection=${of}` },
    { n: scenes, noun: words.nouns.scenes, href: '/scenes' },
    { n: kits, noun: words.nouns.kits, href: '/kits' },
  ]
  return (
    <Cluster>
      {links
        .filter(({ n }) => n > 0)
        .map(({ n, noun, href }) => (
          <a href={href}>{pluralize(n, noun).replace(' ', '\u00a0')}</a>
        ))}
    </Cluster>
  )
}

function Actions({ key, name }: Collection) {
  return (
    <>
      <ButtonLink href={`/collections?edit=${key}`} size="small" variant="quiet" about={name}>
        {words.edit}
      </ButtonLink>
      <ConfirmButton
        id={elementId('delete', key)}
        label={words.delete}
        about={name}
        results="results"
        title={words.deleteTitle(name)}
        action={`/collections/${key}/delete`}
        size="small"
        variant="quiet"
      >
        <p>{words.deleteText}</p>
      </ConfirmButton>
    </>
  )
}
