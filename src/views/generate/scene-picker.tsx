import { isUsable, type SceneHealth } from '../../domain/templates/scene-health.ts'
import { Badge } from '../components/badge.tsx'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { FieldError } from '../components/field.tsx'
import { elementId } from '../components/field-id.ts'
import { ImageGrid, Tile } from '../components/image-grid.tsx'
import { Section } from '../components/section.tsx'
import { asksForQuote } from './asks-for-quote.ts'
import { KitPicker, type KitPickerProps } from './kit-picker.tsx'

export type ShownScene = Pick<SceneHealth, 'health'> & {
  scene_key: string
  name: string
  description: string
  recommended_collections: readonly string[]
  /** A picture in this room, where there is one. */
  picture: string | null
}

export type ScenePickerProps = {
  scenes: readonly ShownScene[]
  ticked: readonly string[]
  kits: KitPickerProps
  /** Collections of the artworks that are ticked. */
  collections: readonly string[]
  error?: string
}

/** Rooms to tick; those that suit the ticked artworks' collections say so. */
export function ScenePicker({ scenes, ticked, kits, collections, error }: ScenePickerProps) {
  const offered = new Set(scenes.map((scene) => scene.scene_key))
  return (
    <Section id="scenes" title="Scenes" lead="Each artwork is shown in each of them.">
      <FieldError id="scenes" error={error} />
      <div {...asksForQuote('#scenes')}>
        <KitPicker {...kits} offered={offered} />
      </div>
      {scenes.length > 0 ? (
        <div {...asksForQuote(recommendations(scenes))}>
          <ImageGrid label="Scenes" size="small" keys>
            {scenes.map((scene) => (
              <Tile
                picture={{
                  src: scene.picture,
                  alt: '',
                  ratio: 'landscape',
                  fit: 'cover',
                  placeholder: 'scene',
                }}
                title={scene.name}
                meta={scene.description}
                actions={isUsable(scene) ? null : <ChooseTemplate scene={scene} />}
                select={{
                  name: 'scene',
                  value: scene.scene_key,
                  label: scene.name,
                  checked: ticked.includes(scene.scene_key),
                }}
              >
                <Recommendation scene={scene} collections={collections} />
              </Tile>
            ))}
          </ImageGrid>
        </div>
      ) : (
        <EmptyState
          icon="scene"
          title="No active scene"
          action={<ButtonLink href="/scenes">Open the scene library</ButtonLink>}
        >
          Every scene is switched off. Switch one on, or add your own.
        </EmptyState>
      )}
    </Section>
  )
}

/** It cannot be rendered with what the account has: what to do about that. */
function ChooseTemplate({ scene: { scene_key, health } }: { scene: ShownScene }) {
  return (
    <>
      <Badge tone="amber">{health === 'broken' ? 'Broken' : 'No template'}</Badge>
      <a class="small" href={`/scenes/import?for=${scene_key}`}>
        Choose a template
      </a>
    </>
  )
}

/** An element of its own, so that the answer to a change swaps it and leaves the ticks. */
function Recommendation({
  scene,
  collections,
}: {
  scene: ShownScene
  collections: readonly string[]
}) {
  const suits = collections.some((one) => scene.recommended_collections.includes(one))
  return (
    <span id={recommendationId(scene.scene_key)}>
      {suits ? <Badge tone="sage">Recommended</Badge> : null}
    </span>
  )
}

/** What a tick here changes besides the quote, where a change of artworks was not answered yet. */
function recommendations(scenes: readonly ShownScene[]): string {
  return scenes.map((scene) => `#${recommendationId(scene.scene_key)}`).join(',')
}

function recommendationId(sceneKey: string): string {
  return elementId('recommended', sceneKey)
}
