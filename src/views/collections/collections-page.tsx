import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Results } from '../components/results.tsx'
import { Section } from '../components/section.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { pluralize } from '../pluralize.ts'
import { CollectionForm, type CollectionFormProps } from './collection-form.tsx'
import { CollectionsTable, type ShownCollection } from './collections-table.tsx'
import { collectionWords as words } from './words.ts'

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
    <Layout {...frame} title={words.title} current="/collections">
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          form || isFull ? null : (
            <ButtonLink href={`/collections?add=${workId}`} variant="primary" icon="plus">
              {words.add}
            </ButtonLink>
          )
        }
      />
      {form ? <CollectionForm {...form} workId={workId} /> : null}
      <Results announce={pluralize(rows.length, 'collection')}>
        <Section id="own" title={words.own} lead={isFull ? words.full(most) : undefined}>
          {own.length > 0 ? (
            <Card flush>
              <CollectionsTable rows={own} />
            </Card>
          ) : (
            <p class="muted">{words.none}</p>
          )}
        </Section>
        <Section id="system" title={words.builtIn} lead={words.builtInLead}>
          <Card flush>
            <CollectionsTable rows={rows.filter((row) => row.is_system)} />
          </Card>
        </Section>
      </Results>
    </Layout>
  )
}
