import { isUsable, type SceneHealth } from '../../domain/templates/scene-health.ts'
import { Stack } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { FieldError } from '../components/field.tsx'
import { elementId } from '../components/field-id.ts'
import { ImageGrid, Tile } from '../components/image-grid.tsx'
import { PickerFilter } from '../components/picker-filter.tsx'
import { Section } from '../components/section.tsx'
import { HealthBadge } from '../scenes/health-badge.tsx'
import { asksForQuote, CHOSEN, SEARCHED } from './asks-for-quote.ts'
import { KitPicker, type KitPickerProps } from './kit-picker.tsx'
import { MendScene } from './mend-scene.tsx'
import { generateWords } from './words.ts'

export type ShownScene = SceneHealth & {
  id: string
  scene_key: string
  name: string
  description: string
  /** A picture in this room, where there is one. */
  picture: string | null
}

export type ScenePickerProps = {
  scenes: readonly ShownScene[]
  /** There are others, which can be searched for. */
  isCut: boolean
  search?: string
  ticked: readonly string[]
  kits: Omit<KitPickerProps, 'scenes'>
  /** Keys of those that are meant for the selected artworks' collections. */
  recommended: ReadonlySet<string>
  error?: string
}

/** Scenes to tick; those that suit the selected artworks' collections come first and say so. */
export function ScenePicker(props: ScenePickerProps) {
  const { scenes, isCut, kits, error } = props
  return (
    <Section id="scenes" title={generateWords.scenes} lead={generateWords.scenesLead}>
      <FieldError id="scenes" error={error} />
      <div {...asksForQuote('#scenes')}>
        <KitPicker {...kits} scenes={scenes} />
      </div>
      {isCut ? <SceneFilter {...props} /> : null}
      <div
        class="results"
        id="scene-choices"
        data-announce={generateWords.scenesShown(scenes.length)}
      >
        {scenes.length > 0 ? <Scenes {...props} /> : isCut ? <NothingFound /> : null}
      </div>
    </Section>
  )
}

/** Searching loses none of the ticks. */
function SceneFilter({ search }: ScenePickerProps) {
  return (
    <PickerFilter
      id="scene-filter"
      request={{ 'hx-get': '/generate' }}
      include={`${CHOSEN}, ${SEARCHED}`}
      target="scene-choices"
      search={{ name: 'scene_search', label: generateWords.searchScenes, value: search }}
      inUrl
      formaction="/generate/filter"
    />
  )
}

function NothingFound() {
  return (
    <EmptyState icon="search" title={generateWords.noMatch}>
      {generateWords.noSceneMatches}
    </EmptyState>
  )
}

function Scenes({ scenes, isCut, search, ticked, recommended: suiting }: ScenePickerProps) {
  const unread = scenes.find(({ health }) => health === 'unknown')
  return (
    <Stack gap="small">
      {unread ? (
        <p class="muted small">
          {unread.reason} {generateWords.uncheckedScenes}
        </p>
      ) : null}
      <div {...asksForQuote(recommendations(scenes))}>
        <ImageGrid label={generateWords.scenes} size="small" keys>
          {scenes.map((scene) => (
            <SceneTile
              scene={scene}
              isTicked={ticked.includes(scene.scene_key)}
              suits={suiting.has(scene.scene_key)}
            />
          ))}
        </ImageGrid>
      </div>
      {isCut ? (
        <p class="muted small">
          {search ? generateWords.scenesOfSearch(search) : generateWords.newestScenes}
        </p>
      ) : null}
    </Stack>
  )
}

/** One that cannot be rendered is shown with what to do about it, and cannot be ticked. */
function SceneTile(props: { scene: ShownScene; isTicked: boolean; suits: boolean }) {
  const { scene, isTicked, suits } = props
  const { name, scene_key, health, picture } = scene
  const isOffered = isUsable(scene)
  return (
    <Tile
      picture={{ src: picture, alt: '', ratio: 'landscape', fit: 'cover', placeholder: 'scene' }}
      title={name}
      meta={scene.description}
      badges={health === 'ok' ? null : <HealthBadge health={health} />}
      actions={isOffered ? null : <MendScene scene={scene} />}
      select={{
        name: 'scene',
        value: scene_key,
        label: name,
        checked: isOffered && isTicked,
        disabled: !isOffered,
      }}
    >
      {isOffered ? null : <p class="small">{scene.reason}</p>}
      <span id={recommendationId(scene_key)}>
        {suits && isOffered ? <Badge tone="sage">{generateWords.recommended}</Badge> : null}
      </span>
    </Tile>
  )
}

/** What a tick here changes besides the quote, where a change of artworks was not answered yet. */
function recommendations(scenes: readonly ShownScene[]): string {
  return scenes.map((scene) => `#${recommendationId(scene.scene_key)}`).join(',')
}

/** An element of its own, so that the answer to a change swaps it and leaves the ticks. */
function recommendationId(sceneKey: string): string {
  return elementId('recommended', sceneKey)
}
