import type { Kit } from '../../domain/kits/get-kit.ts'
import { MAX_KITS } from '../../domain/kits/schemas.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Results } from '../components/results.tsx'
import { Layout, type LayoutProps } from '../layout.tsx'
import { pluralize } from '../pluralize.ts'
import { KitForm, type KitFormProps } from './kit-form.tsx'
import { KitsTable } from './kits-table.tsx'

export type KitsPageProps = {
  frame: Pick<LayoutProps, 'user' | 'notices'>
  kits: readonly Kit[]
  /** Given while the form is open. */
  form?: Omit<KitFormProps, 'workId' | 'scenes' | 'collections'>
  /** The id of the kit that the form adds. */
  workId: string
} & Pick<KitFormProps, 'scenes' | 'collections'>

export function KitsPage({ frame, kits, scenes, collections, form, workId }: KitsPageProps) {
  const add = (
    <ButtonLink href={`/kits?add=${workId}`} variant="primary" icon="plus">
      Add kit
    </ButtonLink>
  )
  const isFull = kits.length >= MAX_KITS
  return (
    <Layout {...frame} title="Kits" current="/kits">
      <PageHeader
        title="Kits"
        lead="Scenes that you use together. Generate with a kit, and its roles order a product’s pictures."
        actions={form || isFull || kits.length === 0 ? null : add}
      />
      {form ? <KitForm {...form} {...{ workId, scenes, collections }} /> : null}
      <Results announce={pluralize(kits.length, 'kit')}>
        {kits.length > 0 ? (
          <Card flush>
            <KitsTable kits={kits} scenes={scenes} collections={collections} />
          </Card>
        ) : form ? null : (
          <EmptyState title="No kits yet" icon="kit" action={add}>
            A kit is a named set of 1 to 10 scenes, each with a role. One may be the default of a
            collection: it is then chosen by itself when you generate.
          </EmptyState>
        )}
        {isFull ? (
          <p class="muted small">
            You have {MAX_KITS} kits, which is as many as there may be. Delete one to add another.
          </p>
        ) : null}
      </Results>
    </Layout>
  )
}
