export const HEALTHS = ['ok', 'unmapped', 'broken', 'unknown'] as const
type Health = (typeof HEALTHS)[number]

/** A scene's health, and what is wrong and to be done where it is not ok. */
export type SceneHealth = { health: Health; reason: string | null }

type Scene = {
  is_system: boolean
  dm_template_id: string
  config: { smart_object?: string | undefined }
}
type Template = {
  name: string
  layers: readonly { id: string; name: string }[]
  gone_at: string | null
}
type Read = { read_at: string | null; error: string | null }

/** What a scene that names no smart object fills. */
export const DEFAULT_SMART_OBJECT = 'artwork'

const OK: SceneHealth = { health: 'ok', reason: null }
const MAX_NAMED = 5

/**
 * Whether a scene can be rendered with the account's templates as they were last read. One that is
 * not read yet stops nothing: it is unknown.
 */
export function healthOf(
  scene: Scene,
  template: Template | undefined,
  read: Read | undefined,
): SceneHealth {
  if (!read?.read_at) return { health: 'unknown', reason: unreadReason(read) }
  if (!template || template.gone_at !== null) return goneFrom(scene, template)
  const wanted = scene.config.smart_object ?? DEFAULT_SMART_OBJECT
  const fitting = smartObjectsOf(template.layers, wanted)
  if (fitting.length === 1) return OK
  const reason =
    fitting.length > 1
      ? `The template “${template.name}” has ${fitting.length} smart objects named “${wanted}”. Rename one of them in Dynamic Mockups, or enter the ID of one in this scene.`
      : `The template “${template.name}” has no smart object “${wanted}”. ${layersOf(template)}`
  return { health: 'broken', reason }
}

/** Those of a template's smart objects that a scene may mean: it names one by its id or its name. */
export function smartObjectsOf<Layer extends { id: string; name: string }>(
  layers: readonly Layer[],
  wanted: string,
): Layer[] {
  return layers.filter(({ id, name }) => id === wanted || name === wanted)
}

/** Whether nothing known speaks against rendering it. */
export function isUsable({ health }: Pick<SceneHealth, 'health'>): boolean {
  return health === 'ok' || health === 'unknown'
}

/** What is wrong with a scene, of problems by key: not what every object has by that name. */
export function problemOf(problems: Readonly<Record<string, string>>, key: string) {
  return Object.hasOwn(problems, key) ? problems[key] : undefined
}

function unreadReason(read: Read | undefined): string {
  return read?.error
    ? `The templates of your Dynamic Mockups account could not be read. ${read.error}`
    : 'The templates of your Dynamic Mockups account have not been read yet.'
}

function goneFrom(scene: Scene, template: Template | undefined): SceneHealth {
  const { dm_template_id: id } = scene
  if (scene.is_system) {
    return {
      health: 'unmapped',
      reason: `Your Dynamic Mockups account has no template ${id}. Choose one of its templates for this scene.`,
    }
  }
  const reason = template
    ? `The template “${template.name}” is no longer in your Dynamic Mockups account. Choose another template for this scene.`
    : `Your Dynamic Mockups account has no template ${id}. Choose one of its templates for this scene.`
  return { health: 'broken', reason }
}

function layersOf({ layers }: Template): string {
  const names = layers.slice(0, MAX_NAMED).map(({ name }) => `“${name}”`)
  if (names.length === 0) return 'It has no smart object. Choose another template for this scene.'
  const more = layers.length > names.length ? ' and others' : ''
  return `It has ${names.join(', ')}${more}. Choose one of them for this scene.`
}
