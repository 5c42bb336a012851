import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { ROOT } from '../../scripts/local/settings.ts'
import { describeCommit, describeMachine } from './machine.ts'

const FOLDER = join(ROOT, 'bench/results')

const spread = z.object({ median: z.number(), least: z.number(), most: z.number() })
const measure = z.object({
  what: z.string(),
  value: z.number(),
  unit: z.string().optional(),
  spread: spread.optional(),
  atMost: z.number().optional(),
  atLeast: z.number().optional(),
  note: z.string().optional(),
})
const table = z.object({
  title: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number()]))),
})
const results = z.object({
  date: z.string(),
  commit: z.string(),
  isChanged: z.boolean(),
  machine: z.record(z.string(), z.union([z.string(), z.number()])),
  benches: z.record(
    z.string(),
    z.object({
      title: z.string(),
      seconds: z.number(),
      measures: z.array(measure),
      tables: z.array(table).optional(),
    }),
  ),
})

/** What is kept of a run. */
export type Results = z.infer<typeof results>

/** A run of today on this commit continues where an earlier one has left off. */
export function openResults(): { file: string; kept: Results } {
  const date = new Date().toISOString().slice(0, 10)
  const commit = describeCommit()
  const file = join(FOLDER, `${date}-${commit.commit}.json`)
  const benches = existsSync(file) ? readResults(file).benches : {}
  return { file, kept: { date, ...commit, machine: describeMachine(), benches } }
}

export function writeResults(file: string, kept: Results): void {
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`)
}

/** The newest run that is kept, or undefined where there is none. */
export function newestResults(): Results | undefined {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))
  const [newest] = files.sort().toReversed()
  return newest === undefined ? undefined : readResults(join(FOLDER, newest))
}

function readResults(file: string): Results {
  return results.parse(JSON.parse(readFileSync(file, 'utf8')))
}
