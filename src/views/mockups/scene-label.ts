export type SceneNames = ReadonlyMap<string, string>

/** What a scene is called; one that was deleted since is called by its key. */
export function sceneLabel(names: SceneNames, key: string): string {
  const name = names.get(key)
  if (name) return name
  const text = key.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
