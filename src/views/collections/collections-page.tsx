import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Results } from '../components/results.tsx'
import { Section } from '../components/section.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { pluralize } from '../pluralize.ts'
import { CollectionForm, type CollectionFormProps } from './collection-form.tsx'
import { CollectionsTable, type ShownCollection } from './collections-table.tsx'

export type CollectionsPageProps = {
  frame: PageFrame
  rows: readonly ShownCollection[]
  /** Given while the form is open. */
  form?: Omit<CollectionFormProps, 'workId'>
  /** The id of the collection that the form adds. */
  workId: string
  /** The most that may be added. */
  most: number
}

export function CollectionsPage({ frame, rows, form, workId, most }: CollectionsPageProps) {
  const own = rows.filter(({ is_system }) => !is_system)
  const isFull = own.length >= most
  return (
    <Layout {...frame} title="Collections" current="/collections">
      <PageHeader
        title="Collections"
        lead="What your quotes, artworks and products are gathered in."
        actions={
          form || isFull ? null : (
            <ButtonLink href={`/collections?add=${workId}`} variant="primary" icon="plus">
              Add collection
            </ButtonLink>
          )
        }
      />
      {form ? <CollectionForm {...form} workId={workId} /> : null}
      <Results announce={pluralize(rows.length, 'collection')}>
        <Section
          id="own"
          title="Your collections"
          lead={isFull ? `These are ${most}, as many as there may be.` : undefined}
        >
          {own.length > 0 ? (
            <Card flush>
              <CollectionsTable rows={own} />
            </Card>
          ) : (
            <p class="muted">None yet. Add one for what the three below are not about.</p>
          )}
        </Section>
        <Section id="system" title="The system’s collections" lead="The same for everybody.">
          <Card flush>
            <CollectionsTable rows={rows.filter((row) => row.is_system)} />
          </Card>
        </Section>
      </Results>
    </Layout>
  )
}
