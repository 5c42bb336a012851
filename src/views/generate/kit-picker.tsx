import type { Kit } from '../../domain/kits/get-kit.ts'
import { isUsable, type SceneHealth } from '../../domain/templates/scene-health.ts'
import { Cluster } from '../components/arrange.tsx'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { BY_HAND, type Choice } from './choice.ts'
import { MendScene } from './mend-scene.tsx'
import { generateWords } from './words.ts'

export type KitPickerProps = {
  choice: Choice
  all: readonly Kit[]
  /** The one whose scenes are ticked. */
  kit: Kit | undefined
  /** The one that was asked for is not there. */
  isGone: boolean
  /** Those that are shown, whether they can be ticked or not. */
  scenes: readonly KitScene[]
}

type KitScene = SceneHealth & { id: string; scene_key: string; name: string }

/** A kit ticks its scenes; they may be changed by hand after that. */
export function KitPicker({ choice, all, kit, isGone, scenes }: KitPickerProps) {
  if (all.length === 0 && !isGone) return <NoKits />
  const keys = kit?.scenes.map((scene) => scene.scene_key) ?? []
  const missing = missingOf(keys, choice, scenes)
  const leftOut = scenes.filter((one) => keys.includes(one.scene_key) && !isUsable(one))
  // Not chosen yet is another thing than chosen by hand: no default is ticked after that.
  const byHand = choice.kit === undefined ? '' : BY_HAND
  return (
    <div class="stack stack-small">
      <Select
        name="kit"
        label={generateWords.kit}
        hint={noteOf({ choice, kit, isGone })}
        value={kit?.id ?? byHand}
        options={[
          { value: byHand, label: generateWords.noKit },
          ...all.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Cluster>
        <Button size="small" formaction="/generate/filter" formnovalidate data-unscripted>
          {generateWords.useKit}
        </Button>
      </Cluster>
      {kit ? <input type="hidden" name="kit_shown" value={kit.id} /> : null}
      {choice.kit_by_default ? <input type="hidden" name="kit_by_default" value="true" /> : null}
      {missing.length > 0 ? (
        <p class="field-error">
          <Icon name="warning" class="icon-small" />
          {generateWords.kitMissing(missing)}
        </p>
      ) : null}
      {kit ? <LeftOut kit={kit.name} scenes={leftOut} /> : null}
      {missing.map((key) => (
        <input type="hidden" name="scene" value={key} />
      ))}
    </div>
  )
}

/** Scenes of the kit that cannot be rendered now: they are not ticked. */
function LeftOut({ kit, scenes }: { kit: string; scenes: readonly KitScene[] }) {
  if (scenes.length === 0) return null
  return (
    <Notice tone="amber" title={generateWords.kitLeftOut(kit)}>
      <ul class="stack stack-small">
        {scenes.map((scene) => (
          <li>
            {scene.name}: {scene.reason} <MendScene scene={scene} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function NoKits() {
  return (
    <p class="muted small">
      {generateWords.noKits} <a href="/kits">{generateWords.addKit}</a>
    </p>
  )
}

/** Scenes of the kit that were asked for and cannot be ticked: they go along, and are reported. */
function missingOf(keys: readonly string[], choice: Choice, scenes: readonly KitScene[]): string[] {
  const offered = new Set(scenes.map((scene) => scene.scene_key))
  return keys.filter((key) => !offered.has(key) && choice.scene.includes(key))
}

function noteOf({ choice, kit, isGone }: Omit<KitPickerProps, 'all' | 'scenes'>): string {
  if (isGone) return generateWords.kitGone
  if (!kit) return generateWords.kitHint
  const why = choice.kit_by_default ? generateWords.kitDefault(kit.name) : ''
  return `${why}${generateWords.kitSelected(kit.name)}`
}
