import sharp from 'sharp'
import * as z from 'zod'
import { makeArtworks } from '../scripts/drills/make-artworks.ts'
import type { Bench } from './support/bench.ts'
import { bundle } from './support/bundle.ts'
import { untilRendered } from './support/hundred.ts'
import { openEmpty } from './support/open-empty.ts'
import { RUNS } from './support/settings.ts'
import { spreadOf } from './support/statistics.ts'
import { startVendor } from './support/vendor.ts'
import { watchHeap } from './support/watch-heap.ts'

const RENDERS = 5
const UPLOADS = 2
const LATENCY = { leastMs: 300, mostMs: 400 }
/** Nearly the most that is taken: noise does not become smaller in a PNG. */
const LARGE_RESULT = { width: 3_000, height: 4_000, isNoise: true }
const LARGE_ARTWORK = { width: 2_500, height: 2_600 }
/** 32 MB, and 60 MB: each upload is in memory once. */
const MOST_MIB = { renders: 30.5, uploads: 57.2 }
const MIB = 2 ** 20

/** What five large results at once, and two large uploads, hold in the Worker's memory. */
export const memory: Bench = {
  id: 'B15',
  title: 'peak memory of large renders and uploads',
  async run() {
    const vendor = await startVendor({ latency: LATENCY, picture: LARGE_RESULT })
    const hub = await openEmpty({
      bundle: await bundle('bench/worker/recorded-hub.ts'),
      variables: { ...vendor.variables, RENDER_TIMEOUT_SECONDS: '60' },
      inspectorPort: 0,
    })
    try {
      const heap = await watchHeap(hub)
      const assetIds = await makeArtworks(hub.client, RENDERS)
      const artwork = await drawArtwork()
      const [renders, uploads]: [number[], number[]] = [[], []]
      for (let run = 1; run <= RUNS; run++) {
        renders.push(
          await heap.peakOf(async () => {
            const body = { assetIds, scenes: ['bedroom'], regenerate: true }
            await hub.client('/api/mockups/generate', z.unknown(), { method: 'POST', body })
            await untilRendered(hub, run * RENDERS)
          }),
        )
        const upload = () => hub.client('/api/assets', z.unknown(), uploadOf(artwork))
        uploads.push(await heap.peakOf(() => Promise.all(Array.from({ length: UPLOADS }, upload))))
      }
      await heap.stop()
      const size = (bytes: number) => `${(bytes / MIB).toFixed(0)} MiB each`
      const measure = (what: string, values: number[]) => {
        const spread = spreadOf(values)
        return { what, value: spread.median, spread, unit: ' MiB' }
      }
      return {
        measures: [
          {
            ...measure(`${RENDERS} large renders at once`, renders),
            atMost: MOST_MIB.renders,
            note: size(vendor.bytes),
          },
          {
            ...measure(`${UPLOADS} large uploads at once`, uploads),
            atMost: MOST_MIB.uploads,
            note: size(artwork.length),
          },
        ],
      }
    } finally {
      await hub.close()
      await vendor.close()
    }
  },
}

function uploadOf(artwork: Uint8Array<ArrayBuffer>) {
  const form = new FormData()
  form.set('file', new File([artwork], 'large.png', { type: 'image/png' }))
  return { method: 'POST' as const, body: form }
}

async function drawArtwork(): Promise<Uint8Array<ArrayBuffer>> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
  const background = { r: 0, g: 0, b: 0 }
  const png = await sharp({ create: { ...LARGE_ARTWORK, channels: 3, background, noise } })
    .png({ compressionLevel: 0 })
    .toBuffer()
  return new Uint8Array(png)
}
