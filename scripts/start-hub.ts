import { runLocally } from './local/run-locally.ts'

await runLocally('hub')
