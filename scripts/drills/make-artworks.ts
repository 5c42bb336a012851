import sharp from 'sharp'
import * as z from 'zod'
import type { HubClient } from '../seed/hub-client.ts'

const WIDTH_PX = 900
const HEIGHT_PX = 1200

const stored = z.object({ asset: z.object({ id: z.string() }) })

/** Uploads so many plain artworks, no two alike in any series, and returns their ids. */
export async function makeArtworks(hub: HubClient, count: number, series = 0): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const background = { r: 60 + n * 7, g: 120 + series, b: 200 - n * 5 }
    const png = await sharp({
      create: { width: WIDTH_PX, height: HEIGHT_PX, channels: 3, background },
    })
      .png()
      .toBuffer()
    const form = new FormData()
    form.set('file', new File([new Uint8Array(png)], `drill-${n}.png`, { type: 'image/png' }))
    const { asset } = await hub('/api/assets', stored, { method: 'POST', body: form })
    ids.push(asset.id)
  }
  return ids
}
