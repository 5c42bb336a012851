import { setTimeout as sleep } from 'node:timers/promises'
import type { BadResult } from '../faults.ts'
import { type ExportOptions, findFilled, type Layers } from './check-render.ts'
import { compositeRoom } from './composite.ts'
import type { Exports } from './exports.ts'
import { loadArtwork } from './load-artwork.ts'
import { notFound, VendorProblem } from './problem.ts'
import type { Records } from './records.ts'
import { openTemplate, roomOf } from './templates.ts'

/** How long a render takes; chosen at random for each. */
export type Latency = { min_ms: number; max_ms: number }

/** At most this many pictures are worked on at once; the others wait. */
const MAX_AT_ONCE = 2

const createTurns = (seats: number) => {
  const waiting: (() => void)[] = []
  let free = seats
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}

export type RenderJob = {
  key: string
  layers: Layers
  options: ExportOptions
  origin: string
  latency: Latency
  fault?: { kind: string; bad?: BadResult } | undefined
}

/** Makes one picture, charges for it and keeps it; every refusal costs nothing. */
export const createRender = (records: Records, exports: Exports) => {
  const takeTurn = createTurns(MAX_AT_ONCE)

  const make = async ({ key, layers, options }: RenderJob): Promise<Buffer> => {
    const template = openTemplate(key, layers.mockup_uuid, records.templateChange)
    if (!template) throw notFound(layers.mockup_uuid)
    const { asset, object } = findFilled(layers, template)
    const artwork = asset && (await loadArtwork(asset))
    return takeTurn(() => compositeRoom(roomOf(template, object), asset, artwork, options))
  }

  return async (job: RenderJob) => {
    const { key, layers, options, origin, latency, fault } = job
    const startedMs = performance.now()
    const endHold = records.hold(key, 1)
    if (!endHold) throw new VendorProblem(403, 'Insufficient credits')
    try {
      const bytes = await make(job)
      const file = `${crypto.randomUUID()}_${crypto.randomUUID()}.${options.image_format}`
      await exports.write(file, bytes)
      const lastsMs = latency.min_ms + Math.random() * (latency.max_ms - latency.min_ms)
      await sleep(Math.max(0, startedMs + lastsMs - performance.now()))
      records.add({
        key,
        export_label: layers.export_label ?? null,
        mockup_uuid: layers.mockup_uuid,
        charged: fault?.bad === 'success_false' ? 0 : 1,
        status: fault?.bad === 'success_false' ? 'failed' : 'success',
        http_status: 200,
        file,
        bad: fault?.bad,
        fault: fault?.kind,
        at: new Date().toISOString(),
      })
      return {
        export_label: layers.export_label ?? null,
        export_path: `${origin}/dynamic-mockups/exports/${file}`,
        mockup_uuid: layers.mockup_uuid,
      }
    } finally {
      endHold()
    }
  }
}

export type Render = ReturnType<typeof createRender>
