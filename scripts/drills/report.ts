import * as z from 'zod'
import type { HubClient } from '../seed/hub-client.ts'

const credits = z.object({ total_used: z.number(), held: z.number(), suspect: z.number() })

/** What the ledger says is spent, held and in doubt. */
export function readCredits(hub: HubClient) {
  return hub('/api/mockups/credits', credits)
}

/** Prints a number of the drill. */
export function report(what: string, value: string | number): void {
  console.log(`  ${what.padEnd(46)} ${value}`)
}

/** Prints what must hold, and fails the drill where it does not. */
export function check(what: string, holds: boolean): void {
  console.log(`  ${holds ? 'yes' : 'NO '}  ${what}`)
  if (!holds) throw new Error(`The drill has failed: ${what}`)
}
