import { KIT_ROLES } from '../../db/schema/kits.ts'
import type { Kit } from './get-kit.ts'

/**
 * Pictures in the order of a kit's roles: hero, room, detail, scale, those of one role as the kit
 * has them, then the rest. What is equal keeps its order.
 */
export function inOrderOfKit<Picture extends { scene: string | null }>(
  pictures: readonly Picture[],
  kit: Pick<Kit, 'scenes'>,
): Picture[] {
  const keys = KIT_ROLES.flatMap((role) => {
    const ofRole = kit.scenes.filter((scene) => scene.role === role)
    return ofRole.map((scene) => scene.scene_key)
  })
  const places = new Map(keys.map((key, place) => [key, place]))
  const placeOf = ({ scene }: Picture) => places.get(scene ?? '') ?? keys.length
  return pictures.toSorted((one, other) => placeOf(one) - placeOf(other))
}
