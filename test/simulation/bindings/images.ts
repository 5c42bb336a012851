import { double } from '../double.ts'
import type { Scheduler } from '../scheduler.ts'
import { streamOf } from './bucket.ts'

/**
 * The Images binding: what comes out is the smallest picture of that format, with the bytes of
 * what went in behind its end, so that a copy can be traced to the artwork it was made from.
 */
export function createImages(
  scheduler: Scheduler,
  make: (source: Uint8Array, format: string) => Uint8Array,
): ImagesBinding {
  const input = (stream: ReadableStream<Uint8Array>) => {
    const source = read(stream)
    const chain = {
      transform: () => chain,
      async output({ format }: { format: string }) {
        const bytes = await source
        const made = await scheduler.step('images', format, () => make(bytes, format))
        return { image: () => streamOf(made), contentType: () => format }
      },
    }
    return chain
  }
  return double<ImagesBinding>({ input })
}

async function read(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader()
  const { value } = await reader.read()
  return value ?? new Uint8Array()
}
