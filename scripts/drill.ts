import { hundred } from './drills/hundred.ts'
import { pace } from './drills/pace.ts'
import { publishing } from './drills/publishing.ts'
import { refusals } from './drills/refusals.ts'
import { restart } from './drills/restart.ts'
import { turmoil } from './drills/turmoil.ts'
import { twoHundred } from './drills/two-hundred.ts'

/** Drills of the running product, on ports and data of their own; each ends by itself. */
const DRILLS: Record<string, () => Promise<void>> = {
  hundred,
  refusals,
  restart,
  turmoil,
  publishing,
  pace,
  'two-hundred': twoHundred,
}

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(DRILLS)
for (const name of names) {
  const drill = DRILLS[name]
  if (!drill) {
    console.error(`There is no drill ${name}. There are: ${Object.keys(DRILLS).join(', ')}.`)
    process.exit(2)
  }
  console.log(`\n${name}`)
  await drill()
}
process.exit(0)
