import type { Kit } from '../../domain/kits/get-kit.ts'
import { MAX_KITS } from '../../domain/kits/schemas.ts'
import type { Page, Position } from '../../paging.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { formatTotal } from '../components/page-range.ts'
import { Pager } from '../components/pager.tsx'
import { Results } from '../components/results.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { KitForm, type KitFormProps, type KitScene } from './kit-form.tsx'
import { KitsTable } from './kits-table.tsx'
import { kitsUrl } from './kits-url.ts'
import { kitWords as words } from './words.ts'

export type KitsPageProps = {
  frame: PageFrame
  page: Page<Kit>
  /** Where in the list this page is. */
  position: Position
  /** Given while the form is open. */
  form?: Omit<KitFormProps, 'workId' | 'collections' | 'position'>
  /** The id of the kit that the form adds. */
  workId: string
  /** Those of these kits. */
  scenes: readonly KitScene[]
} & Pick<KitFormProps, 'collections'>

export function KitsPage(props: KitsPageProps) {
  const { frame, page, position, scenes, collections, form, workId } = props
  const add = (
    <ButtonLink href={kitsUrl(position, { add: workId })} variant="primary" icon="plus">
      {words.add}
    </ButtonLink>
  )
  const isFull = page.total >= MAX_KITS
  return (
    <Layout {...frame} title={words.title} current="/kits">
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={form || isFull || page.total === 0 ? null : add}
      />
      {form ? <KitForm {...form} {...{ workId, collections, position }} /> : null}
      <Results announce={formatTotal(page, 'kit')}>
        {page.total > 0 ? (
          <>
            <Card flush>
              <KitsTable kits={page.rows} {...{ scenes, collections, position }} />
            </Card>
            <Pager {...page} path="/kits" />
          </>
        ) : form ? null : (
          <EmptyState title={words.none} icon="kit" action={add}>
            {words.noneHelp}
          </EmptyState>
        )}
        {isFull ? <p class="muted small">{words.full(MAX_KITS)}</p> : null}
      </Results>
    </Layout>
  )
}
