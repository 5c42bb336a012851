import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { obtainDemoKey } from './local/demo-login.ts'
import { sandboxVariables } from './local/dev-vars.ts'
import { readSettings, type Settings } from './local/settings.ts'
import { addArtworks } from './seed/add-artworks.ts'
import { addProducts } from './seed/add-products.ts'
import { connectShop } from './seed/connect-shop.ts'
import { createHubClient } from './seed/hub-client.ts'
import { makeMockups } from './seed/make-mockups.ts'
import { withoutLatency } from './seed/without-latency.ts'

type Options = { again: boolean; say: (line: string) => unknown }

const ALL_VARIABLES = 3

/**
 * Adds the demo data through the hub's own API, once: what is there is left as it is, so that an
 * interrupted seed is continued by the next start. A failure is reported and stops nothing.
 */
export async function seedOnce(settings: Settings, { again, say }: Options): Promise<void> {
  const note = join(settings.demoDir, 'seeded')
  if (existsSync(note) && !again) return
  if (sandboxVariables(settings).length < ALL_VARIABLES) {
    say('No demo data: .dev.vars names vendors of its own, and demo data would spend there')
    return
  }
  try {
    await withoutLatency(settings.sandboxUrl, () => seed(settings, say))
    mkdirSync(settings.demoDir, { recursive: true })
    writeFileSync(note, '')
  } catch (error) {
    say(`The demo data is not complete: ${error instanceof Error ? error.message : String(error)}`)
    say('Everything else works. The next `npm start` continues where this one stopped.')
  }
}

async function seed(settings: Settings, say: Options['say']): Promise<void> {
  const hub = createHubClient(settings.hubUrl, obtainDemoKey(settings))
  say('Demo data, once: connecting the sandbox shop')
  await connectShop(hub)
  // Lets the hub read the vendor's templates, which scenes show their pictures from.
  await hub('/api/scenes', z.unknown())
  say('Demo data: uploading eleven prints')
  const artworks = await addArtworks(hub)
  say('Demo data: rendering 21 mockups')
  const mockups = await makeMockups(hub, artworks)
  say('Demo data: two products, one of them published')
  await addProducts(hub, artworks, mockups)
}

if (import.meta.main) await seedOnce(readSettings(), { again: true, say: console.log })
