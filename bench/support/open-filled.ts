import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { SANDBOX_VENDOR_KEY } from '../../scripts/local/dev-vars.ts'
import type { Bundle } from './bundle.ts'
import { filledDatabase } from './filled-database.ts'
import { type Hub, openHub } from './open-hub.ts'
import { BENCH_DIR } from './settings.ts'

/** Nothing is rendered: a key of any form does. */
const VARIABLES = { DYNAMIC_MOCKUPS_API_KEY: SANDBOX_VENDOR_KEY }

/** A hub over a copy of a filled database: what a bench writes is gone when it closes. */
export async function openFilled(
  bundle: Bundle,
  mockups: number,
  options: { consumers?: boolean } = {},
): Promise<Hub> {
  const stateDir = join(BENCH_DIR, `copy-${mockups}`)
  rmSync(stateDir, { recursive: true, force: true })
  cpSync(await filledDatabase(mockups), stateDir, { recursive: true })
  const hub = await openHub({ bundle, stateDir, variables: VARIABLES, ...options })
  return {
    ...hub,
    async close() {
      await hub.close()
      rmSync(stateDir, { recursive: true, force: true })
    },
  }
}
