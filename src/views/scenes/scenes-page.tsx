import type { Page } from '../../paging.ts'
import { ButtonLink } from '../components/button.tsx'
import type { Collections } from '../components/collections.ts'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { Filters } from '../components/filters.tsx'
import { ImageGrid } from '../components/image-grid.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { formatTotal } from '../components/page-range.ts'
import { Pager } from '../components/pager.tsx'
import { Results } from '../components/results.tsx'
import { Section } from '../components/section.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { ReadLine, type ShownAccount, UnmappedNotice } from './account-notices.tsx'
import { SceneForm, type SceneFormProps } from './scene-form.tsx'
import {
  SceneTile,
  type ShownScene,
  type ShownSystemScene,
  SystemSceneTile,
} from './scene-tile.tsx'

export type ScenesPageProps = {
  frame: PageFrame
  own: Page<ShownScene>
  /** What the own ones are searched for. */
  search: string
  system: readonly ShownSystemScene[]
  account: ShownAccount
  collections: Collections
  /** Given while the form is open. */
  form?: Omit<SceneFormProps, 'workId' | 'offered'>
  /** The id of the scene that the form adds. */
  workId: string
}

export function ScenesPage(props: ScenesPageProps) {
  const { frame, system, account, collections, form, workId } = props
  return (
    <Layout {...frame} title="Scenes" current="/scenes">
      <PageHeader
        title="Scenes"
        lead="The rooms your artwork is shown in. Each is a template of your Dynamic Mockups account."
        actions={form ? null : <Actions workId={workId} />}
      />
      {form ? <SceneForm {...form} workId={workId} offered={collections} /> : null}
      <ReadLine {...account} />
      {form ? null : <UnmappedNotice scenes={system.filter(isUnmapped)} />}
      <SceneFilter {...props} />
      <Results announce={formatTotal(props.own, 'scene of yours', 'scenes of yours')}>
        <OwnScenes {...props} />
        <Section
          id="system"
          title="Built-in scenes"
          lead="The same for everybody. A scene of yours with the same key is used instead of it."
        >
          <ImageGrid label="Built-in scenes">
            {system.map((scene) => (
              <SystemSceneTile scene={scene} collections={collections} />
            ))}
          </ImageGrid>
        </Section>
      </Results>
    </Layout>
  )
}

const isUnmapped = ({ health }: ShownSystemScene) => health === 'unmapped'

function Actions({ workId }: { workId: string }) {
  return (
    <>
      <ButtonLink href={`/scenes?add=${workId}`}>Add by template id</ButtonLink>
      <ButtonLink href="/scenes/import" variant="primary" icon="plus">
        Import templates
      </ButtonLink>
    </>
  )
}

/** Worth having once they are more than a page. */
function SceneFilter({ own, search }: ScenesPageProps) {
  if (!search && own.total <= own.limit) return null
  return (
    <Filters
      action="/scenes"
      search={{ label: 'Search your scenes', value: search }}
      clearHref={search ? '/scenes' : undefined}
    />
  )
}

function OwnScenes({ own, search, collections }: ScenesPageProps) {
  return (
    <Section id="own" title="Your scenes">
      {own.rows.length > 0 ? (
        <ImageGrid label="Your scenes">
          {own.rows.map((scene) => (
            <SceneTile scene={scene} collections={collections} />
          ))}
        </ImageGrid>
      ) : search ? (
        <NothingMatches clearHref="/scenes" noun="scenes of yours" />
      ) : (
        <EmptyState
          icon="scene"
          title="No scenes of your own yet"
          action={<ButtonLink href="/scenes/import">Import templates</ButtonLink>}
        >
          Choose templates of your Dynamic Mockups account, or change a built-in scene below.
        </EmptyState>
      )}
      <Pager {...own} path="/scenes" query={{ search }} />
    </Section>
  )
}
