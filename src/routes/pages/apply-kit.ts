import type { Asset } from '../../domain/assets/get-asset.ts'
import type { Kit } from '../../domain/kits/get-kit.ts'
import { defaultKitOf } from '../../domain/kits/list-kits.ts'
import type { CheckedScene } from '../../domain/scenes/checked-scene.ts'
import { isUsable } from '../../domain/templates/scene-health.ts'
import { BY_HAND, type Choice } from '../../views/generate/choice.ts'

/** What is chosen once a kit has ticked its scenes. */
export type Applied = {
  choice: Choice
  kit: Kit | undefined
  /** The kit that was asked for is not there. */
  isGone: boolean
  /** Whether the ticks are other ones than were sent. */
  isNew: boolean
}

/**
 * A kit ticks its scenes once, when it is chosen; what is ticked after that is the person's. While
 * nothing was chosen or ticked by hand, the default kit of the artworks' collection does. Scenes
 * that cannot be rendered now are not ticked.
 */
export function applyKit(
  sent: Choice,
  kits: readonly Kit[],
  chosen: readonly Pick<Asset, 'collection'>[],
  scenes: readonly CheckedScene[],
): Applied {
  const tickable = kits.map((kit) => withoutUnusable(kit, scenes))
  const applied = applyTickable(sent, tickable, chosen)
  return { ...applied, kit: kits.find(({ id }) => id === applied.kit?.id) }
}

function applyTickable(
  sent: Choice,
  kits: readonly Kit[],
  chosen: readonly Pick<Asset, 'collection'>[],
): Applied {
  const shown = kits.find(({ id }) => id === sent.kit_shown)
  if (sent.kit === undefined || isUntouchedDefault(sent, shown)) {
    return byDefault(sent, shown, defaultOfAll(kits, chosen))
  }
  if (sent.kit === BY_HAND) return byHand(sent)
  const kit = kits.find(({ id }) => id === sent.kit)
  if (!kit) return { ...byHand(sent), isGone: true }
  if (kit.id === sent.kit_shown) return { choice: sent, kit, isGone: false, isNew: false }
  return { ...withScenesOf(sent, kit), isNew: true }
}

/** The kit that is the default of every one of these artworks' collections. */
function defaultOfAll(
  kits: readonly Kit[],
  chosen: readonly Pick<Asset, 'collection'>[],
): Kit | undefined {
  const defaults = new Set(chosen.map(({ collection }) => defaultKitOf(kits, collection)))
  return defaults.size === 1 ? [...defaults][0] : undefined
}

/** A default that was applied without being asked for follows the artworks until it is changed. */
function isUntouchedDefault(sent: Choice, shown: Kit | undefined): boolean {
  if (!sent.kit_by_default || !shown || sent.kit !== shown.id) return false
  const ticked = new Set(sent.scene)
  return shown.scenes.length === ticked.size && keysOf(shown).every((key) => ticked.has(key))
}

function byDefault(sent: Choice, shown: Kit | undefined, kit: Kit | undefined): Applied {
  const isAutomatic = isUntouchedDefault(sent, shown)
  if (!kit && isAutomatic) {
    const choice = { ...sent, scene: [], kit: undefined, kit_shown: undefined }
    return { choice: { ...choice, kit_by_default: false }, kit, isGone: false, isNew: true }
  }
  if (!kit || (sent.scene.length > 0 && !isAutomatic)) {
    return { choice: sent, kit: undefined, isGone: false, isNew: false }
  }
  const applied = withScenesOf(sent, kit)
  const isNew = kit.id !== shown?.id
  return { ...applied, choice: { ...applied.choice, kit_by_default: true }, isNew }
}

function byHand(sent: Choice): Applied {
  const choice = { ...sent, kit: BY_HAND, kit_shown: undefined, kit_by_default: false }
  return { choice, kit: undefined, isGone: false, isNew: false }
}

function withScenesOf(sent: Choice, kit: Kit): Applied {
  const shown = { scene: keysOf(kit), kit: kit.id, kit_shown: kit.id, kit_by_default: false }
  return { choice: { ...sent, ...shown }, kit, isGone: false, isNew: true }
}

function keysOf(kit: Kit): string[] {
  return kit.scenes.map((scene) => scene.scene_key)
}

function withoutUnusable(kit: Kit, scenes: readonly CheckedScene[]): Kit {
  const unusable = new Set(scenes.flatMap((one) => (isUsable(one) ? [] : one.scene_key)))
  return { ...kit, scenes: kit.scenes.filter(({ scene_key }) => !unusable.has(scene_key)) }
}
