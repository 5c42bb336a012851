import { requests } from './b1-requests.ts'
import { pages } from './b3-pages.ts'
import { work } from './b3-work.ts'
import { deepPages } from './b4-deep-pages.ts'
import { pipeline } from './b5-pipeline.ts'
import { ledger } from './b7-ledger.ts'
import { cost } from './b9-cost.ts'
import { size } from './b10-size.ts'
import { twice } from './b11-twice.ts'
import { killed } from './b12-killed.ts'
import { publishing } from './b13-publishing.ts'
import { browser } from './b14-browser.ts'
import { memory } from './b15-memory.ts'
import { jobs } from './b16-jobs.ts'
import type { Bench } from './support/bench.ts'
import { measureRows, toMarkdown } from './support/markdown.ts'
import { newestResults, openResults, writeResults } from './support/results.ts'
import { writeDocument } from './support/write-document.ts'

const BENCHES: Bench[] = [
  requests,
  pages,
  work,
  deepPages,
  pipeline,
  ledger,
  cost,
  size,
  twice,
  killed,
  publishing,
  browser,
  memory,
  jobs,
]
const MILLISECONDS = 1_000

/**
 * `npm run bench` runs all and writes the table of docs/performance.md; `npm run bench -- B3 B4`
 * some; `npm run bench -- table` writes the table from the newest results that are kept.
 */
const names = process.argv.slice(2)
if (names[0] === 'table') {
  const newest = newestResults()
  if (newest) writeDocument(newest)
  process.exit(0)
}
const chosen = names.length === 0 ? BENCHES : BENCHES.filter(({ id }) => names.includes(id))
if (chosen.length < names.length) {
  console.error(`There are these benches: ${BENCHES.map(({ id }) => id).join(', ')}.`)
  process.exit(2)
}

const { file, kept } = openResults()
const failed: string[] = []
console.log(`${kept.date}, commit ${kept.commit}${kept.isChanged ? ' with changes' : ''}`)
console.log(
  Object.entries(kept.machine)
    .map(([name, value]) => `${name} ${value}`)
    .join(', '),
)
for (const { id, title, run } of chosen) {
  const began = performance.now()
  try {
    const result = await run()
    const seconds = Math.round((performance.now() - began) / MILLISECONDS)
    console.log(`\n${id}: ${title} (${seconds} s)`)
    console.log(measureRows(id, result.measures).join('\n'))
    for (const table of result.tables ?? []) console.log(`\n${toMarkdown(table)}`)
    kept.benches[id] = { title, seconds, ...result }
    writeResults(file, kept)
  } catch (cause) {
    failed.push(id)
    console.error(`\n${id}: ${title} could not be measured`, cause)
  }
}
if (names.length === 0 && failed.length === 0) writeDocument(kept)
process.exit(failed.length === 0 ? 0 : 1)
