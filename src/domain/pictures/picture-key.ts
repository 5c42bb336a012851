import type { Asset } from '../../db/schema/catalogue.ts'
import type { SceneTemplate } from '../../db/schema/mockups.ts'

/** Width in pixels of every rendered mockup. */
export const RENDER_WIDTH_PIXELS = 2000
const RENDER_FORMAT = 'png'

/**
 * Names the picture that a pair renders to: the artwork's content, the scene at its version, and
 * the options. Two pairs with the same key would be the same picture, paid for twice.
 */
export function pictureKey(
  asset: Pick<Asset, 'content_hash'>,
  scene: Pick<SceneTemplate, 'id' | 'version'>,
): string {
  return [asset.content_hash, scene.id, scene.version, RENDER_FORMAT, RENDER_WIDTH_PIXELS].join(':')
}
