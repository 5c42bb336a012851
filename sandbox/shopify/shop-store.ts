import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { credentialsOf, DEMO_SHOPS, type ShopCredentials } from './credentials.ts'
import { emptyShop, type ShopState, shopStateSchema } from './shop-state.ts'

/** One shop: who it is, what it knows, and how to keep what changed. */
export type Shop = { credentials: ShopCredentials; state: ShopState; save(): void }

/** What the shop's app may do there. */
export const scopesOf = ({ credentials, state }: Shop): string[] =>
  state.settings.scopes ?? credentials.scopes

const readState = (path: string | undefined, domain: string): ShopState => {
  if (path === undefined || !existsSync(path)) return emptyShop(domain)
  const state = shopStateSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  for (const media of state.media) {
    // A fetch that the last process did not finish never comes back.
    if (media.picture === null && media.error === null) {
      media.error = { code: 'IMAGE_DOWNLOAD_FAILURE', details: 'The download was interrupted.' }
    }
  }
  return state
}

const writeState = (path: string, state: ShopState): void => {
  writeFileSync(`${path}.new`, JSON.stringify(state))
  renameSync(`${path}.new`, path)
}

/** The shops, opened when first asked for; with a folder each is a file that survives restarts. */
export const openShops = (folder: string | undefined) => {
  const shops = new Map<string, Shop>()
  if (folder !== undefined) mkdirSync(folder, { recursive: true })
  const pathOf = (domain: string) =>
    folder === undefined ? undefined : join(folder, `${domain}.json`)

  const open = (domain: string): Shop | undefined => {
    const known = shops.get(domain)
    if (known) return known
    const credentials = credentialsOf(domain)
    if (!credentials) return undefined
    const path = pathOf(domain)
    const shop: Shop = {
      credentials,
      state: readState(path, domain),
      save: () => path !== undefined && writeState(path, shop.state),
    }
    shops.set(domain, shop)
    return shop
  }

  const reset = (domain?: string): void => {
    for (const name of domain === undefined ? [...shops.keys(), ...DEMO_SHOPS] : [domain]) {
      const path = pathOf(name)
      if (path !== undefined) rmSync(path, { force: true })
      shops.delete(name)
    }
  }

  for (const domain of DEMO_SHOPS) open(domain)
  return { open, reset, all: (): Shop[] => [...shops.values()] }
}
