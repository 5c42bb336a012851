import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { openHub } from './open-hub.ts'

const options = z.object({
  script: z.string(),
  stateDir: z.string(),
  variables: z.record(z.string(), z.string()),
})

/** A hub in a process of its own, which may be killed; prints its url once it answers. */
const { script, stateDir, variables } = options.parse(JSON.parse(process.argv[2] ?? '{}'))
const bundle = { script: readFileSync(script, 'utf8'), kib: 0, gzipKib: 0 }
const hub = await openHub({ bundle, stateDir, variables })
console.log(hub.url)
