import type { SandboxEnv } from '../apply-fault.ts'
import type { PictureStore } from './picture-store.ts'
import type { Shop } from './shop-store.ts'

/** What a call to one shop may use. */
export type ShopContext = {
  shop: Shop
  pictures: PictureStore
  /** Where the caller reached this shop: every link in an answer begins with it. */
  base: string
  now(): number
  /** Lets work go on after the answer, and be waited for when the server closes. */
  inBackground(work: Promise<void>): void
}

/** Every route of a shop runs with its context. */
export type ShopEnv = SandboxEnv & { Variables: { ctx: ShopContext } }
