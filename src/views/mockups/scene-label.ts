import { roomName } from '../../domain/scenes/room-name.ts'

export type SceneNames = ReadonlyMap<string, string>

/** What a scene is called; one that was deleted since is called by its key. */
export function sceneLabel(names: SceneNames, key: string): string {
  return names.get(key) ?? roomName(key)
}
