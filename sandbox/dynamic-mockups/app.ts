import { Hono } from 'hono'
import type { SandboxEnv } from '../apply-fault.ts'
import type { Faults } from '../faults.ts'
import { authenticate } from './authenticate.ts'
import { drawThumbnail } from './composite.ts'
import { createExportsApp, openExports } from './exports.ts'
import { createLatencies } from './latencies.ts'
import { createRateLimit } from './limit-rate.ts'
import { VendorProblem } from './problem.ts'
import { openRecords } from './records.ts'
import { createRender } from './render.ts'
import { addLists } from './routes/lists.ts'
import { addRenders } from './routes/renders.ts'
import { anyTemplate } from './templates.ts'

export type ApiEnv = SandboxEnv & { Variables: { key: string; origin: string } }

export type Options = { faults: Faults; stateDir?: string; publicUrl?: string }

const THUMBNAIL = /^([\w-]+)_(240|480|720)\.jpg$/

const createThumbnailsApp = (): Hono => {
  const app = new Hono()
  app.get('/:name', async (c) => {
    const [, uuid = '', width = ''] = THUMBNAIL.exec(c.req.param('name')) ?? []
    const template = anyTemplate(uuid)
    if (!template) return c.notFound()
    const bytes = await drawThumbnail(template.room, Number(width))
    const headers = { 'content-type': 'image/jpeg', 'cache-control': 'max-age=3600' }
    return c.body(new Uint8Array(bytes), 200, headers)
  })
  return app
}

/** Simulates Dynamic Mockups: its API, its file host, and a record of what it did. */
export const createDynamicMockups = ({ faults, stateDir, publicUrl }: Options) => {
  const records = openRecords(stateDir)
  const exports = openExports(stateDir)
  const latencies = createLatencies()
  const render = createRender(records, exports)

  const api = new Hono<ApiEnv>()
  api.onError((error, c) => {
    if (error instanceof VendorProblem) {
      const { message, errors, status } = error
      return c.json(errors ? { message, errors } : { message }, status)
    }
    console.error(error)
    return c.json({ message: 'Server Error' }, 500)
  })
  api.use(authenticate(createRateLimit(), publicUrl))
  addRenders(api, { faults, records, render, latencyOf: latencies.of })
  addLists(api, faults, records.templateChange)
  api.all('*', (c) => c.json({ message: `The route ${c.req.path} could not be found.` }, 404))

  const app = new Hono<SandboxEnv>()
  app.route('/api/v1', api)
  app.route('/exports', createExportsApp(records, exports))
  app.route('/thumbnails', createThumbnailsApp())

  return {
    app,
    readExport: exports.read,
    renders: records.renders,
    charged: records.charged,
    creditsLeft: records.creditsLeft,
    allow: records.allow,
    changeTemplate: records.changeTemplate,
    setLatency: latencies.set,
    reset: records.reset,
    close: exports.close,
  }
}

export type DynamicMockups = ReturnType<typeof createDynamicMockups>
