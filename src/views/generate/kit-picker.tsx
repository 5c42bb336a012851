import type { Kit } from '../../domain/kits/get-kit.ts'
import { Cluster } from '../components/arrange.tsx'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { Select } from '../components/select.tsx'
import { BY_HAND, type Choice } from './choice.ts'

export type KitPickerProps = {
  choice: Choice
  all: readonly Kit[]
  /** The one whose scenes are ticked. */
  kit: Kit | undefined
  /** The one that was asked for is not there. */
  isGone: boolean
}

type Props = KitPickerProps & {
  /** Keys of the scenes that can be ticked. */
  offered: ReadonlySet<string>
}

/** A kit ticks its scenes; they may be changed by hand after that. */
export function KitPicker({ choice, all, kit, isGone, offered }: Props) {
  if (all.length === 0 && !isGone) return <NoKits />
  const missing = kit ? missingOf(kit, choice, offered) : []
  // Not chosen yet is another thing than chosen by hand: no default is ticked after that.
  const byHand = choice.kit === undefined ? '' : BY_HAND
  return (
    <div class="stack stack-small">
      <Select
        name="kit"
        label="Kit"
        hint={noteOf({ choice, kit, isGone })}
        value={kit?.id ?? byHand}
        options={[
          { value: byHand, label: 'Scenes by hand' },
          ...all.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Cluster>
        <Button size="small" formaction="/generate/filter" formnovalidate data-unscripted>
          Use this kit
        </Button>
      </Cluster>
      {kit ? <input type="hidden" name="kit_shown" value={kit.id} /> : null}
      {choice.kit_by_default ? <input type="hidden" name="kit_by_default" value="true" /> : null}
      {missing.length > 0 ? (
        <p class="field-error">
          <Icon name="warning" class="icon-small" />
          Scene template not found: {missing.join(', ')}. The other scenes of the kit go on.
        </p>
      ) : null}
      {missing.map((key) => (
        <input type="hidden" name="scene" value={key} />
      ))}
    </div>
  )
}

function NoKits() {
  return (
    <p class="muted small">
      Scenes that you often use together can be kept as a kit. <a href="/kits">Make a kit</a>
    </p>
  )
}

/** Scenes of the kit that were asked for and cannot be ticked: they go along, and are reported. */
function missingOf(kit: Kit, choice: Choice, offered: ReadonlySet<string>): string[] {
  const keys = kit.scenes.map((scene) => scene.scene_key)
  return keys.filter((key) => !offered.has(key) && choice.scene.includes(key))
}

function noteOf({ choice, kit, isGone }: Omit<KitPickerProps, 'all'>): string {
  if (isGone) return 'The kit that was chosen is not there any more. What you ticked is.'
  if (!kit) return 'A kit ticks its scenes; you can change them after that.'
  const why = choice.kit_by_default
    ? `“${kit.name}” is the default kit of the artworks’ collection. `
    : ''
  return `${why}The scenes of “${kit.name}” are ticked; you can still change them.`
}
