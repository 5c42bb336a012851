export type SceneNames = ReadonlyMap<string, string>

/** What a scene is called; one that was deleted since is called by its key. */
export function sceneWords(names: SceneNames, key: string): string {
  const name = names.get(key)
  if (name) return name
  const words = key.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
