import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './local/settings.ts'

const FILES: Record<string, string> = {
  histories: 'test/simulation/full/*-half.ts',
  planted: 'test/simulation/full/planted.ts',
  crowd: 'test/simulation/full/crowd.ts',
  pace: 'test/simulation/full/pace.ts',
  survey: 'test/simulation/full/survey.ts',
}

/** The histories are split in two, for two cores. */
const HALVES = 2

/**
 * `npm run simulate`: 2,000 full histories, or as many as SIMULATION_SEEDS says; SIMULATION_SEED
 * runs one with its trace, SIMULATION_DENSITY=small a small one, as `npm test` does. `-- planted`
 * looks for the planted bugs, `-- survey` counts what breaks, `-- crowd` measures who waits, `-- pace`
 * how quick a hundred renders are.
 */
const [what = 'histories'] = process.argv.slice(2)
const files = FILES[what]
if (files === undefined) {
  console.error(`There is no ${what}: choose ${Object.keys(FILES).join(', ')}.`)
  process.exit(1)
}
const { status } = spawnSync(
  join(ROOT, 'node_modules/.bin/vitest'),
  ['run', '--project', 'simulation', '--silent=false', `--maxWorkers=${HALVES}`],
  { cwd: ROOT, stdio: 'inherit', env: { ...process.env, SIMULATION_FILES: files } },
)
process.exit(status ?? 1)
