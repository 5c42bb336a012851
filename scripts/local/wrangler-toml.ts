import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { ROOT } from './settings.ts'

const CRONS = /^crons\s*=\s*(\[[^\]]*\])/m
const DATABASE_ID = /^database_id\s*=\s*"([^"]+)"/m

const expressions = z.array(z.string().min(1)).min(1)

/** The top level of the Worker's configuration: the sections below it are for tests. */
function readTopLevel(): string {
  return readFileSync(join(ROOT, 'wrangler.toml'), 'utf8').split('[env.')[0] ?? ''
}

/** The cron expressions of the Worker. */
export function readCrons(): string[] {
  return expressions.parse(JSON.parse(CRONS.exec(readTopLevel())?.[1] ?? '[]'))
}

/** The id of the Worker's database; locally it decides in which file the database is. */
export function readDatabaseId(): string {
  return z.string().parse(DATABASE_ID.exec(readTopLevel())?.[1])
}
