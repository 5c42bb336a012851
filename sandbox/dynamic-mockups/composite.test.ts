import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rooms } from './rooms.ts'
import { openVendor, paint, type Vendor } from './vendor-for-tests.ts'

let vendor: Vendor
beforeAll(async () => {
  vendor = await openVendor()
})
afterAll(() => vendor.sandbox.close())

const WIDTH = 400
const RED = 'rgb(200, 0, 0)'

/** Is the picture red at a point of the opening? (0, 0) is its upper left corner. */
const lookAt = async (picture: Buffer, room = rooms[0]) => {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true })
  const opening = room?.opening ?? { x: 0, y: 0, width: 0, height: 0 }
  return (across: number, down: number): boolean => {
    const x = Math.round(((opening.x + opening.width * across) * WIDTH) / 2000)
    const y = Math.round(((opening.y + opening.height * down) * WIDTH) / 2000)
    const [red = 0, green = 0, blue = 0] = data.subarray((y * info.width + x) * info.channels)
    return red > 120 && green < 110 && blue < 110
  }
}

const render = async (size: [number, number], fields: Record<string, string>) => {
  const file = new Blob([new Uint8Array(await paint(...size, RED))], { type: 'image/png' })
  const answer = await vendor.render({ 'smart_objects[0][asset][file]': file, ...fields })
  return lookAt(await vendor.picture(answer))
}
const asset = (name: string) => `smart_objects[0][asset]${name}`

describe('a wide red artwork in a tall frame', () => {
  it('leaves paper above and below when contained, which is the default', async () => {
    const isRed = await render([400, 200], {})
    expect([isRed(0.5, 0.5), isRed(0.05, 0.5), isRed(0.95, 0.5)]).toEqual([true, true, true])
    expect([isRed(0.5, 0.1), isRed(0.5, 0.9)]).toEqual([false, false])
  })

  it.each(['cover', 'stretch'])('fills the whole opening with %s', async (fit) => {
    const isRed = await render([400, 200], { [asset('[fit]')]: fit })
    expect([isRed(0.5, 0.1), isRed(0.5, 0.9), isRed(0.06, 0.06)]).toEqual([true, true, true])
    expect([isRed(-0.05, 0.5), isRed(0.5, 1.05)]).toEqual([false, false])
  })

  it('turns about its middle', async () => {
    const isRed = await render([400, 200], { [asset('[rotate]')]: '90' })
    expect([isRed(0.5, 0.15), isRed(0.5, 0.85)]).toEqual([true, true])
    expect([isRed(0.1, 0.5), isRed(0.9, 0.5)]).toEqual([false, false])
  })

  it('takes size and position from the corner of the smart object', async () => {
    const isRed = await render([400, 200], {
      [asset('[size][width]')]: '400',
      [asset('[size][height]')]: '250',
      [asset('[position][left]')]: '400',
      [asset('[position][top]')]: '500',
    })
    expect([isRed(0.75, 0.62), isRed(0.55, 0.54)]).toEqual([true, true])
    expect([isRed(0.4, 0.62), isRed(0.75, 0.4), isRed(0.75, 0.85)]).toEqual([false, false, false])
  })

  it('is cut at the frame when it reaches beyond', async () => {
    const isRed = await render([400, 200], {
      [asset('[size][width]')]: '2000',
      [asset('[size][height]')]: '2000',
      [asset('[position][left]')]: '-300',
      [asset('[position][top]')]: '-300',
    })
    expect([isRed(0.5, 0.5), isRed(0.06, 0.06)]).toEqual([true, true])
    expect([isRed(-0.06, 0.5), isRed(1.06, 0.5)]).toEqual([false, false])
  })
})

it.each(rooms.map((room) => [room.name, room] as const))(
  'hangs it in the %s, whose opening has the aspect of its smart object',
  async (_name, room) => {
    const { size, uuid } = room.smartObject
    const aspect = room.opening.width / room.opening.height
    expect(aspect).toBeCloseTo(size.width / size.height, 2)
    const file = new Blob([new Uint8Array(await paint(200, 200, RED))])
    const answer = await vendor.render({
      mockup_uuid: room.uuid,
      'smart_objects[0][uuid]': uuid,
      [asset('[file]')]: file,
      [asset('[fit]')]: 'cover',
    })
    const isRed = await lookAt(await vendor.picture(answer), room)
    expect([isRed(0.5, 0.5), isRed(0.1, 0.9), isRed(-0.04, 0.5)]).toEqual([true, true, false])
  },
)

it.each([
  ['png', 'png'],
  ['jpg', 'jpeg'],
  ['webp', 'webp'],
])('answers %s at the width asked for, served without its type', async (format, kind) => {
  const file = new Blob([new Uint8Array(await paint(20, 20, RED))])
  const answer = await vendor.render({
    [asset('[file]')]: file,
    'export_options[image_format]': format,
    'export_options[image_size]': '320',
  })
  const export_ = await fetch(await vendor.link(answer))
  const { format: made, width } = await sharp(await export_.arrayBuffer()).metadata()
  expect([made, width]).toEqual([kind, 320])
  expect(export_.headers.get('content-type')).toBe('binary/octet-stream')
})
