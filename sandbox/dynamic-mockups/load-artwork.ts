import sharp from 'sharp'
import { type Asset, MAX_ASSET_BYTES } from './check-render.ts'
import { invalid, VendorProblem } from './problem.ts'

const FETCH_TIMEOUT_MS = 10_000
const MAX_PIXELS = 100_000_000
const FORMATS = ['jpeg', 'png', 'webp', 'gif']

const refuse = (what: string) =>
  invalid({ 'smart_objects.0.asset': [`The smart_objects.0.asset ${what}`] })

const download = async (url: string): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) })
    if (!answer.ok || !answer.body) throw new VendorProblem(422, `HTTP ${answer.status}`)
    for await (const chunk of answer.body) {
      size += chunk.byteLength
      if (size > MAX_ASSET_BYTES) throw new VendorProblem(422, 'larger than 20 MB')
      chunks.push(chunk)
    }
  } catch (error) {
    const reason = error instanceof VendorProblem ? error.message : 'no answer'
    throw invalid({
      'smart_objects.0.asset.url': [`The asset could not be downloaded from its url (${reason}).`],
    })
  }
  return Buffer.concat(chunks)
}

/** The artwork's bytes, from the form or its URL, known to be a readable picture. */
export const loadArtwork = async (asset: Asset): Promise<Uint8Array> => {
  const bytes = asset.file
    ? new Uint8Array(await asset.file.arrayBuffer())
    : await download(asset.url ?? '')
  const metadata = await sharp(bytes, { limitInputPixels: MAX_PIXELS })
    .metadata()
    .catch(() => undefined)
  if (!metadata || !FORMATS.includes(metadata.format ?? '')) throw refuse('must be an image.')
  return bytes
}
