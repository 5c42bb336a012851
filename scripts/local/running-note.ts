import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { isPortTaken } from './check-port.ts'
import { parseJson } from './parse-json.ts'
import type { Settings } from './settings.ts'

const note = z.object({ pid: z.int().positive(), port: z.int().positive() })
const noteFile = (settings: Settings) => join(settings.demoDir, 'running.json')

/** Notes that this process runs the copy; the answer removes the note again. */
export function noteRunning(settings: Settings, port: number): () => void {
  mkdirSync(settings.demoDir, { recursive: true })
  writeFileSync(noteFile(settings), JSON.stringify({ pid: process.pid, port }))
  return () => rmSync(noteFile(settings), { force: true })
}

/** Whether this copy runs already: two at once would write into one database. */
export async function isRunning(settings: Settings): Promise<boolean> {
  const file = noteFile(settings)
  if (!existsSync(file)) return false
  const parsed = note.safeParse(parseJson(readFileSync(file, 'utf8')))
  // A killed process leaves its note, and its id may be another's now: the port must be held too.
  return parsed.success && isAlive(parsed.data.pid) && (await isPortTaken(parsed.data.port))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
