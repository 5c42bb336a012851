import { ButtonLink } from '../components/button.tsx'
import type { Collections } from '../components/collections.ts'
import { ImageGrid } from '../components/image-grid.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Results } from '../components/results.tsx'
import { Section } from '../components/section.tsx'
import { Layout, type LayoutProps } from '../layout.tsx'
import { SceneForm, type SceneFormProps } from './scene-form.tsx'
import { SceneTile, type ShownScene } from './scene-tile.tsx'

export type ScenesPageProps = {
  frame: Pick<LayoutProps, 'user' | 'notices'>
  own: readonly ShownScene[]
  system: readonly ShownScene[]
  collections: Collections
  /** Given while the form is open. */
  form?: Omit<SceneFormProps, 'workId' | 'offered'>
  /** The id of the scene that the form adds. */
  workId: string
}

export function ScenesPage(props: ScenesPageProps) {
  const { frame, own, system, collections, form, workId } = props
  const total = own.length + system.length
  return (
    <Layout {...frame} title="Scenes" current="/scenes">
      <PageHeader
        title="Scenes"
        lead="The rooms your artwork is shown in. Each is a template of your Dynamic Mockups account."
        actions={
          form ? null : (
            <ButtonLink href={`/scenes?add=${workId}`} variant="primary" icon="plus">
              Add scene
            </ButtonLink>
          )
        }
      />
      {form ? <SceneForm {...form} workId={workId} offered={collections} /> : null}
      <Results announce={`${total} scenes`}>
        <Section id="own" title="Your scenes">
          {own.length > 0 ? (
            <ImageGrid label="Your scenes">
              {own.map((scene) => (
                <SceneTile scene={scene} collections={collections} />
              ))}
            </ImageGrid>
          ) : (
            <p class="muted">
              None yet. Make your own version of a scene below, or add one with a template of your
              Dynamic Mockups account.
            </p>
          )}
        </Section>
        <Section
          id="system"
          title="System scenes"
          lead="The same for everybody. A scene of yours with the same key is used instead of it."
        >
          <ImageGrid label="System scenes">
            {system.map((scene) => (
              <SceneTile scene={scene} collections={collections} />
            ))}
          </ImageGrid>
        </Section>
      </Results>
    </Layout>
  )
}
