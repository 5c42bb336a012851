import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import type { SandboxEnv } from './apply-fault.ts'
import { createControlApi } from './control-api.ts'
import { createDynamicMockups } from './dynamic-mockups/app.ts'
import { createFaults } from './faults.ts'
import { createPage } from './page.ts'
import { createShopify } from './shopify/app.ts'
import { checkFormat } from './state.ts'

export type SandboxOptions = {
  /** 0 takes any free port. */
  port: number
  /** Without one nothing survives the process. */
  stateDir?: string
  /** Used in links instead of the URL of the request. */
  publicUrl?: string
  /** Where the shop delivers its webhooks. */
  hubUrl?: string
  log?: (line: string) => void
}

/** A client's pooled connection must not be closed under a call it is about to make. */
const KEEP_ALIVE_MS = 180_000
const HOST = '127.0.0.1'

const listen = (fetch: Hono<SandboxEnv>['fetch'], port: number) => {
  const server = createAdaptorServer({
    fetch,
    serverOptions: { keepAliveTimeout: KEEP_ALIVE_MS },
  })
  return new Promise<{ port: number; close: () => Promise<void> }>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, () => {
      const address = server.address()
      const close = () =>
        new Promise<void>((done) => {
          server.close(() => done())
          if ('closeAllConnections' in server) server.closeAllConnections()
        })
      resolve({ port: typeof address === 'object' && address ? address.port : port, close })
    })
  })
}

/** Starts the simulated vendors on one loopback port. Rejects when the port is taken. */
export const startSandbox = async (options: SandboxOptions) => {
  const { stateDir, publicUrl, hubUrl, log } = options
  if (stateDir !== undefined) checkFormat(stateDir)
  const faults = createFaults()
  const dynamicMockups = createDynamicMockups({ faults, stateDir, publicUrl })
  const shopify = createShopify({ faults, stateDir, hubUrl })
  const parts = { faults, dynamicMockups, shopify }

  const app = new Hono<SandboxEnv>()
  app.use(async (c, next) => {
    await next()
    log?.(`${c.req.method} ${c.req.path} ${c.res.status}`)
  })
  app.get('/', (c) => c.redirect('/__sandbox'))
  app.route('/dynamic-mockups', dynamicMockups.app)
  app.route('/shopify/:shop', shopify.app)
  app.route('/__sandbox', createPage(parts))
  app.route('/__sandbox', createControlApi(parts))

  const { port, close } = await listen(app.fetch, options.port)
  return {
    url: `http://${HOST}:${port}`,
    port,
    async close(): Promise<void> {
      await close()
      await shopify.close()
      dynamicMockups.close()
    },
  }
}

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>
