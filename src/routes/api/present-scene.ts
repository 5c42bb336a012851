import type { SceneTemplate } from '../../db/schema/mockups.ts'
import { withoutOwner } from './without-owner.ts'

export function presentScene(scene: SceneTemplate) {
  return withoutOwner(scene)
}
