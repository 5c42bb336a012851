import { buildPublic } from './build-public.ts'
import { completeDevVars } from './local/dev-vars.ts'
import { prepareDatabase } from './local/prepare-database.ts'
import { readSettings, type Settings } from './local/settings.ts'

/** What the set-up found to do. */
export type SetUp = { variablesAdded: string[]; database: 'prepared' | 'unchanged' }

/** Makes a fresh clone ready to run; on one that is ready it changes nothing. */
export async function setUp(settings: Settings): Promise<SetUp> {
  const variablesAdded = completeDevVars(settings.devVarsFile)
  await buildPublic()
  return { variablesAdded, database: await prepareDatabase(settings) }
}

if (import.meta.main) await setUp(readSettings())
