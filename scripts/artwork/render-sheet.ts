import sharp from 'sharp'
import { seedRandom } from './random.ts'
import type { Sheet } from './sheet.ts'

const GRAIN_TILE_PIXELS = 600
/** Few and faint: grain the eye feels and a PNG can still compress. */
const GRAIN_SHARE = 0.05
const GRAIN_ALPHA = 14

/** The sheet as SVG, its lettering as paths: nothing in it needs a font. */
export function sheetToSvg({ width, height, ground, art, lettering }: Sheet): string {
  const type = lettering.map(({ d, fill }) => `<path d="${d}" fill="${fill}"/>`).join('')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}">` +
    `<rect width="${width}" height="${height}" fill="${ground}"/>${art}${type}</svg>`
  )
}

/** The sheet as PNG, with a paper grain. */
export async function renderSheet(sheet: Sheet): Promise<Buffer> {
  const size = { width: GRAIN_TILE_PIXELS, height: GRAIN_TILE_PIXELS, channels: 4 } as const
  return sharp(Buffer.from(sheetToSvg(sheet)))
    .composite([{ input: drawGrain(), raw: size, tile: true }])
    .removeAlpha()
    .png({ compressionLevel: 6, adaptiveFiltering: false, palette: false })
    .toBuffer()
}

function drawGrain(): Buffer {
  const random = seedRandom(11)
  const tile = Buffer.alloc(GRAIN_TILE_PIXELS * GRAIN_TILE_PIXELS * 4)
  for (let at = 0; at < tile.length; at += 4) {
    const pick = random()
    if (pick > GRAIN_SHARE) continue
    tile.fill(pick < GRAIN_SHARE / 2 ? 255 : 0, at, at + 3)
    tile[at + 3] = GRAIN_ALPHA
  }
  return tile
}
