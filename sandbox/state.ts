import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type * as z from 'zod'

/** Raise this with every change of what is kept: older state is then refused, not misread. */
const FORMAT = '1'

/**
 * Notes the format of what is kept in an empty folder. Throws with a sentence that names
 * `npm run reset` when the folder was written in another format.
 */
export const checkFormat = (folder: string): void => {
  const note = join(folder, 'format')
  mkdirSync(folder, { recursive: true })
  if (readdirSync(folder).length === 0) writeFileSync(note, FORMAT)
  if (existsSync(note) && readFileSync(note, 'utf8') === FORMAT) return
  throw new Error(
    `The sandbox's data in ${folder} was written by another version of the project. ` +
      'Nothing was changed. `npm run reset` removes it, and `npm start` makes it again.',
  )
}

const parseLine = <T>(schema: z.ZodType<T>, line: string): T[] => {
  try {
    const parsed = schema.safeParse(JSON.parse(line))
    return parsed.success ? [parsed.data] : []
  } catch {
    // The last line of a process that was killed while writing may be cut short.
    return []
  }
}

/**
 * A list of entries that survives a restart: one JSON line each, written at once, so that even a
 * killed process has kept what it answered. Without a path it lives in memory only.
 */
export const openJournal = <T>(path: string | undefined, schema: z.ZodType<T>) => {
  let entries: T[] = []
  if (path !== undefined) {
    mkdirSync(dirname(path), { recursive: true })
    if (existsSync(path)) {
      const lines = readFileSync(path, 'utf8').split('\n')
      entries = lines.flatMap((line) => (line === '' ? [] : parseLine(schema, line)))
    }
  }

  const rewrite = () => {
    if (path === undefined) return
    const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
    writeFileSync(`${path}.new`, text)
    renameSync(`${path}.new`, path)
  }

  return {
    all: (): readonly T[] => entries,
    append(entry: T): void {
      entries.push(entry)
      if (path !== undefined) appendFileSync(path, `${JSON.stringify(entry)}\n`)
    },
    keep(wanted: (entry: T) => boolean): void {
      entries = entries.filter(wanted)
      rewrite()
    },
  }
}
