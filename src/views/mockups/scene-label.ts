export type SceneNames = ReadonlyMap<string, string>

/** What a scene is called; one that was deleted since is called by its key. */
export function sceneLabel(names: SceneNames, key: string): string {
  const name = names.get(key)
  if (name) return name
  return key
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}
