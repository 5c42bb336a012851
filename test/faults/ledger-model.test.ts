import * as fc from 'fast-check'
import { beforeEach, expect, inject, test, vi } from 'vitest'
import { histories } from './ledger/histories.ts'
import { bringToRest, newWorld, type World } from './ledger/world.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** LEDGER_HISTORIES, and LEDGER_SEED, LEDGER_PATH, LEDGER_REPLAY to run one of them alone. */
    ledgerModel: { histories: number; seed?: number; path?: string; replay?: string }
  }
}

const MAX_COMMANDS = 80
const TIMEOUT_MS = 60 * 60_000

// Every named result must have been met, or the histories have proven less than they seem to.
const RESULTS = {
  reserveMany: ['reserved', 'joined', 'suspect', 'posted', 'insufficient'],
  confirm: ['done'],
  renew: ['done'],
  begin: ['begun', 'leased', 'posted', 'suspect', 'voided', 'expired', 'unknown'],
  callStarted: ['started', 'stale'],
  charged: ['charged', 'corrected', 'stale'],
  notCharged: ['kept', 'given_back', 'stale'],
  unknown: ['suspect', 'stale'],
  release: ['voided', 'in flight'],
  releaseGroup: ['voided', 'in flight'],
  resolveSuspect: ['posted', 'voided', 'not_suspect'],
  adjust: ['adjusted', 'exists'],
  close: ['done'],
  reportAgain: ['done'],
}

beforeEach(() => {
  // The refused reports are logged, as they should be, and would hide a failure's own lines.
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

test(
  'row 30: whatever is called in whatever order, and wherever the object dies, the ledger is right',
  async () => {
    const { histories: numRuns, seed, path, replay } = inject('ledgerModel')
    const seen = new Map<string, number>()
    const property = fc.asyncProperty(histories(MAX_COMMANDS, replay), async (commands) => {
      const world = newWorld(seen)
      await fc.asyncModelRun(() => ({ model: { model: undefined }, real: world }), commands)
      await bringToRest(world)
    })
    const details = await fc.check(property, { numRuns, seed, path })
    if (details.failed) throw await failureOf(details)
    if (path === undefined) expectAllSeen(seen)
  },
  TIMEOUT_MS,
)

/** What failed, and how to run that history alone. */
async function failureOf<Drawn>(details: fc.RunDetails<Drawn>): Promise<Error> {
  const report = (await fc.asyncDefaultReportMessage(details)) ?? 'failed'
  const replay = /replayPath="([^"]+)"/.exec(report)?.[1]
  const variables = `LEDGER_SEED=${details.seed} LEDGER_PATH=${details.counterexamplePath}`
  const alone = `${variables} LEDGER_REPLAY=${replay} npx vitest run --project faults ledger-model`
  return new Error(`${report}\nThis one alone:\n${alone}`, { cause: details.errorInstance })
}

function expectAllSeen(seen: World['seen']): void {
  const names = Object.entries(RESULTS).flatMap(([name, results]) =>
    results.map((result) => `${name}: ${result}`),
  )
  expect(names.filter((name) => !seen.has(name))).toEqual([])
}
