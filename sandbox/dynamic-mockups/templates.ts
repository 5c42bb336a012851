import { createHash } from 'node:crypto'
import { type Box, type Room, rooms } from './rooms.ts'

export type SmartObject = {
  uuid: string
  name: string
  /** Missing for some templates. */
  size: { width: number; height: number } | null
}

/** A template of an account; its picture is one of the rooms. */
export type Template = {
  uuid: string
  name: string
  catalog: Catalog['uuid']
  collections: readonly string[]
  smartObjects: readonly SmartObject[]
  room: Room
  thumbnail: 'kept' | 'none' | 'dead'
  /** In lists, and found nowhere else. */
  isGone: boolean
}

export type Catalog = { uuid: string; name: string; type: string }

/** The first is an account's default catalogue: lists show no other unless asked for all. */
export const CATALOGS = {
  demo: [{ uuid: 'catalog-haven-rooms', name: 'Haven rooms', type: 'custom' }],
  studio: [
    { uuid: 'catalog-studio-default', name: 'Default', type: 'default' },
    { uuid: 'catalog-studio-archive', name: 'Archive', type: 'custom' },
  ],
} as const satisfies Record<string, readonly Catalog[]>

export type Account = keyof typeof CATALOGS

/** Keys that begin so are of the second account, whose templates are others than the system's. */
export const STUDIO_KEY = 'sandbox_studio_key'

export const accountOf = (key: string): Account => (key.startsWith(STUDIO_KEY) ? 'studio' : 'demo')

const demo: readonly Template[] = rooms.map((room) => ({
  uuid: room.uuid,
  name: room.name,
  catalog: CATALOGS.demo[0].uuid,
  collections: [room.collection],
  smartObjects: [room.smartObject],
  room,
  thumbnail: 'kept',
  isGone: false,
}))

const FRAMES = ['oak', 'walnut', 'black', 'white', 'brass', 'canvas', 'clips', 'hanger'] as const
const SHAPES = {
  portrait: { width: 800, height: 1000 },
  tall: { width: 800, height: 1200 },
  square: { width: 1000, height: 1000 },
  landscape: { width: 1200, height: 800 },
  panorama: { width: 1600, height: 700 },
} as const
type Shape = keyof typeof SHAPES
const SHAPE_NAMES: readonly Shape[] = ['portrait', 'tall', 'square', 'landscape', 'panorama']

/** A uuid that is always the same for the same text. */
const uuidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`]
  return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

/** What the vendor's users do: several objects, two of one name, and no size. */
const smartObjectsOf = (name: string, frame: string, shape: Shape): SmartObject[] => {
  const object = (label: string, size: SmartObject['size'], number = 1) => ({
    uuid: uuidOf(`${name} / ${label} ${number}`),
    name: label,
    size,
  })
  const size = SHAPES[shape]
  if (frame === 'brass') return [object('Print', size), object('Print', size, 2)]
  if (frame === 'walnut') {
    return [object('Artwork', size), object('Wall colour', null), object('Bedding', null)]
  }
  return [object('Artwork', frame === 'clips' ? null : size)]
}

const studioTemplate = (room: Room, frame: (typeof FRAMES)[number], shape: Shape): Template => {
  const name = `${room.name}, ${frame}, ${shape}`
  const isWood = frame === 'oak' || frame === 'walnut'
  return {
    uuid: uuidOf(name),
    name,
    catalog: CATALOGS.studio[isWood ? 0 : 1].uuid,
    collections: [...(frame === 'hanger' ? [] : [room.collection]), ...(isWood ? ['Wood'] : [])],
    smartObjects: smartObjectsOf(name, frame, shape),
    room,
    thumbnail: frame === 'canvas' ? 'none' : frame === 'clips' ? 'dead' : 'kept',
    isGone: name === GONE,
  }
}

/** Listed, though it is not there any more. */
const GONE = 'Home Office, hanger, panorama'

const studio: readonly Template[] = rooms.flatMap((room) =>
  FRAMES.flatMap((frame) => SHAPE_NAMES.map((shape) => studioTemplate(room, frame, shape))),
)

/** What a test or a developer does to one template of one key. */
export const TEMPLATE_CHANGES = ['none', 'gone', 'renamed'] as const
export type TemplateChange = (typeof TEMPLATE_CHANGES)[number]
export type ChangeOf = (key: string, uuid: string) => TemplateChange

const BY_ACCOUNT = { demo, studio } as const satisfies Record<Account, readonly Template[]>

const rename = (template: Template): Template => ({
  ...template,
  smartObjects: template.smartObjects.map((one) => ({ ...one, name: `${one.name} (new)` })),
})

/** The templates that a list shows for a key, as they are now, in the vendor's order. */
export const listedTemplates = (key: string, changeOf: ChangeOf): Template[] =>
  BY_ACCOUNT[accountOf(key)].flatMap((template) => {
    const change = changeOf(key, template.uuid)
    if (change === 'gone') return []
    return change === 'renamed' ? rename(template) : template
  })

/** A template that can be opened and rendered with a key. */
export const openTemplate = (key: string, uuid: string, changeOf: ChangeOf): Template | undefined =>
  listedTemplates(key, changeOf).find((one) => one.uuid === uuid && !one.isGone)

/** A template of any account: pictures of templates are public. */
export const anyTemplate = (uuid: string): Template | undefined =>
  [...demo, ...studio].find((template) => template.uuid === uuid)

/** The room with its opening where this smart object hangs: further ones hang smaller. */
export const roomOf = ({ uuid, smartObjects, room }: Template, object: SmartObject): Room => {
  if (object === room.smartObject) return room
  const size = object.size ?? room.smartObject.size
  const share = object === smartObjects[0] ? 1 : 0.6
  const smartObject = { ...object, size }
  return { ...room, uuid: `${uuid}/${object.uuid}`, smartObject, opening: fitIn(room, size, share) }
}

/** The largest box of an aspect in the middle of a room's opening. */
const fitIn = ({ opening }: Room, size: { width: number; height: number }, share: number): Box => {
  const scale = Math.min(opening.width / size.width, opening.height / size.height) * share
  const [width, height] = [size.width * scale, size.height * scale]
  return {
    x: opening.x + (opening.width - width) / 2,
    y: opening.y + (opening.height - height) / 2,
    width,
    height,
  }
}
