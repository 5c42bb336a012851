import { Hono } from 'hono'
import type { SandboxEnv } from './apply-fault.ts'
import type { Faults } from './faults.ts'

type Product = {
  shop: string
  handle: string
  title: string
  status: string
  published: boolean
  variants: unknown[]
  media: unknown[]
}

export const createShopify = (_options: {
  faults: Faults
  stateDir?: string
  hubUrl?: string
}) => ({
  app: new Hono<SandboxEnv>(),
  inspect: (_shop?: string): { products: Product[] } => ({ products: [] }),
  reset: (_shop?: string): void => {},
  close: (): Promise<void> => Promise.resolve(),
})

export type Shopify = ReturnType<typeof createShopify>
