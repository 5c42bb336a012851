import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../scripts/local/settings.ts'
import { MEASURE_HEAD, measureRows } from './markdown.ts'
import type { Results } from './results.ts'

const DOCUMENT = join(ROOT, 'docs/performance.md')
const TABLE = /(<!-- results -->\n)[\s\S]*(<!-- end of results -->)/

/** Puts the table of a run into docs/performance.md. */
export function writeDocument(results: Results): void {
  const text = readFileSync(DOCUMENT, 'utf8')
  writeFileSync(
    DOCUMENT,
    text.replace(TABLE, (_, begin, end) => `${begin}${tableOf(results)}\n${end}`),
  )
}

function tableOf({ date, commit, isChanged, machine, benches }: Results): string {
  const { cpu, cores, memoryGib, load, node, workerd } = machine
  const ids = Object.keys(benches).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  return [
    `${date}, commit ${commit}${isChanged ? ' with changes' : ''}: ${cpu}, ${cores} cores, ${memoryGib} GiB, load ${load} at the start, node ${node}, workerd ${workerd}.`,
    '',
    ...MEASURE_HEAD,
    ...ids.flatMap((id) => measureRows(id, benches[id]?.measures ?? [])),
  ].join('\n')
}
