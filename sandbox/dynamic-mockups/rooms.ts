import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

const FOLDER = join(import.meta.dirname, 'rooms')
/** In the order in which the vendor lists them. */
const NAMES = ['bedroom', 'therapy-office', 'living-room', 'reading-nook', 'home-office']

const boxSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
const roomSchema = z.object({
  uuid: z.string(),
  name: z.string(),
  collection: z.string(),
  /** `size` is in the vendor's units: the corner and the measure for size and position. */
  smartObject: z.object({
    uuid: z.string(),
    name: z.string(),
    size: z.object({ width: z.number(), height: z.number() }),
  }),
  /** Where the print hangs, in pixels of the picture. It has the smart object's aspect. */
  opening: boxSchema,
})

export type Box = z.infer<typeof boxSchema>
export type Room = z.infer<typeof roomSchema> & {
  /** The file of the empty room, `ROOM_SIZE` large. */
  picture: string
  /** The file of the light, shadow and sheen over the print: as large as the opening, see-through. */
  light: string
}

/** The size of each room's picture; a render scales it to the width asked for. */
export const ROOM_SIZE = { width: 2000, height: 1500 } as const

const readRoom = (name: string): Room => ({
  ...roomSchema.parse(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'))),
  picture: join(FOLDER, `${name}.webp`),
  light: join(FOLDER, `${name}-light.webp`),
})

export const rooms: readonly Room[] = NAMES.map(readRoom)
