import { readDemoKey } from './local/demo-login.ts'
import { readSettings } from './local/settings.ts'

const key = readDemoKey(readSettings())
if (key === undefined) {
  console.error('There is no demo key yet: the first `npm start` makes it.')
  process.exit(1)
}
console.log(key)
