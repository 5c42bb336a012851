import * as fc from 'fast-check'
import * as calls from './calls.ts'
import { alarm, clock, death } from './interruptions.ts'
import type { Command } from './step.ts'

const WEIGHTED: [number, fc.Arbitrary<Command>][] = [
  [5, calls.reserve],
  [2, calls.repeat],
  [2, calls.confirm],
  [1, calls.renew],
  [5, calls.begin],
  [7, calls.callStarted],
  [6, calls.charged],
  [2, calls.notCharged],
  [3, calls.unknown],
  [2, calls.release],
  [1, calls.releaseGroup],
  [3, calls.resolveSuspect],
  [1, calls.adjust],
  [1, calls.close],
  [1, calls.reportAgain],
  [3, clock],
  [1, death],
  [2, alarm],
]

/** Random histories: commands, the likelier the more often they are named. */
export function histories(maxCommands: number, replayPath?: string) {
  const all = WEIGHTED.flatMap(([weight, command]) => Array.from({ length: weight }, () => command))
  return fc.commands(all, { maxCommands, size: 'max', replayPath })
}
