import { pathToFileURL } from 'node:url'

/** The product's entry points, of the tree's own source or of a copy with a planted bug. */
export type Product = {
  root: string
  createBaseContext: typeof import('../../src/context.ts').createBaseContext
  forUser: typeof import('../../src/context.ts').forUser
  consume: typeof import('../../src/queues/consumer.ts').consume
  runSchedule: typeof import('../../src/cron/schedule.ts').runSchedule
  CreditLedger: typeof import('../../src/ledger/credit-ledger.ts').CreditLedger
  VendorLimiter: typeof import('../../src/limiter/vendor-limiter.ts').VendorLimiter
  /** Pages and API, loaded when the first history wants them: they are most of the modules. */
  loadApp: () => Promise<typeof import('../../src/app.tsx').app>
}

export const SOURCE = new URL('../../src/', import.meta.url)

/** Loads the product from a folder that holds its source. */
export async function loadProduct(root: URL = SOURCE): Promise<Product> {
  const context: typeof import('../../src/context.ts') = await load(root, 'context.ts')
  const consumer: typeof import('../../src/queues/consumer.ts') = await load(
    root,
    'queues/consumer.ts',
  )
  const schedule: typeof import('../../src/cron/schedule.ts') = await load(root, 'cron/schedule.ts')
  const ledger: typeof import('../../src/ledger/credit-ledger.ts') = await load(
    root,
    'ledger/credit-ledger.ts',
  )
  const limiter: typeof import('../../src/limiter/vendor-limiter.ts') = await load(
    root,
    'limiter/vendor-limiter.ts',
  )
  return {
    root: root.href,
    createBaseContext: context.createBaseContext,
    forUser: context.forUser,
    consume: consumer.consume,
    runSchedule: schedule.runSchedule,
    CreditLedger: ledger.CreditLedger,
    VendorLimiter: limiter.VendorLimiter,
    async loadApp() {
      const module: typeof import('../../src/app.tsx') = await load(root, 'app.tsx')
      return module.app
    },
  }
}

/** A module of the product by its path below the source's folder. */
export function load(root: URL | string, path: string) {
  return import(/* @vite-ignore */ new URL(path, pathToRoot(root)).href)
}

function pathToRoot(root: URL | string): URL {
  return typeof root === 'string' && !root.startsWith('file:') ? pathToFileURL(root) : new URL(root)
}
