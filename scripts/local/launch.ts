import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { descendantsOf, killAll } from './process-tree.ts'
import { ROOT } from './settings.ts'

const STOP_TIMEOUT_MS = 5_000
const KEPT_LINES = 40

export type Program = {
  name: string
  args: string[]
  env: NodeJS.ProcessEnv
  /** What to show of a line of its output; undefined hides it. */
  show: (line: string) => string | undefined
}

/** A program that this process has started. */
export type Running = {
  name: string
  /** Settles when it has ended, for any reason. */
  ended: Promise<void>
  hasEnded: () => boolean
  /** The last lines it printed, hidden ones too: they say why it ended. */
  lastLines: () => string[]
  stop: () => Promise<void>
}

/** Starts a program with Node and relays its output. It stays in this process's group. */
export function launch(program: Program, print: (name: string, line: string) => void): Running {
  const { name, args, env, show } = program
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const kept: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      kept.push(line)
      if (kept.length > KEPT_LINES) kept.shift()
      const shown = show(line)
      if (shown !== undefined) print(name, shown)
    })
  }
  let over = false
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      over = true
      resolve()
    }
    child.once('exit', end)
    child.once('error', end)
  })

  const stop = async () => {
    // Read before the parent ends: afterwards its children have no parent to be found by.
    const below = child.pid === undefined ? [] : descendantsOf(child.pid)
    child.kill('SIGTERM')
    const killTimer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
    await ended
    clearTimeout(killTimer)
    killAll(below)
  }
  return { name, ended, hasEnded: () => over, lastLines: () => kept, stop }
}
