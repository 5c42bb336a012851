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
import type { ScenesPlace } from './scenes-url.ts'
import { sceneWords as words } from './words.ts'

export type ScenesPageProps = {
  frame: PageFrame
  own: Page<ShownScene>
  /** What the own ones are searched for, and where in them this page is. */
  place: ScenesPlace
  system: readonly ShownSystemScene[]
  account: ShownAccount
  collections: Collections
  /** Given while the form is open. */
  form?: Omit<SceneFormProps, 'workId' | 'offered' | 'place'>
  /** The id of the scene that the form adds. */
  workId: string
}

export function ScenesPage(props: ScenesPageProps) {
  const { frame, system, account, collections, form, workId } = props
  return (
    <Layout {...frame} title={words.title} current="/scenes">
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={form ? null : <Actions workId={workId} />}
      />
      {form ? (
        <SceneForm {...form} workId={workId} offered={collections} place={props.place} />
      ) : null}
      <ReadLine {...account} />
      {form ? null : <UnmappedNotice scenes={system.filter(isUnmapped)} />}
      <SceneFilter {...props} />
      <Results announce={formatTotal(props.own, 'scene of yours', words.nothingNoun)}>
        <OwnScenes {...props} />
        <Section id="system" title={words.builtIn} lead={words.builtInLead}>
          <ImageGrid label={words.builtIn}>
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
      <ButtonLink href={`/scenes?add=${workId}`}>{words.add}</ButtonLink>
      <ButtonLink href="/scenes/import" variant="primary" icon="plus">
        {words.import}
      </ButtonLink>
    </>
  )
}

/** Worth having once they are more than a page. */
function SceneFilter({ own, place: { search } }: ScenesPageProps) {
  if (!search && own.total <= own.limit) return null
  return (
    <Filters
      action="/scenes"
      search={{ label: words.search, value: search }}
      clearHref={search ? '/scenes' : undefined}
    />
  )
}

function OwnScenes({ own, place, collections }: ScenesPageProps) {
  return (
    <Section id="own" title={words.own}>
      {own.rows.length > 0 ? (
        <ImageGrid label={words.own} size="wide">
          {own.rows.map((scene) => (
            <SceneTile scene={scene} collections={collections} place={place} />
          ))}
        </ImageGrid>
      ) : place.search ? (
        <NothingMatches clearHref="/scenes" noun={words.nothingNoun} />
      ) : (
        <EmptyState
          icon="scene"
          title={words.noOwn}
          action={<ButtonLink href="/scenes/import">{words.import}</ButtonLink>}
        >
          {words.noOwnHelp}
        </EmptyState>
      )}
      <Pager {...own} path="/scenes" query={{ search: place.search }} />
    </Section>
  )
}
