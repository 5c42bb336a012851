import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

type Row = { pid: number; parent: number }

/** The ids of all processes below one, nearest first. Empty where the system cannot say. */
export function descendantsOf(root: number): number[] {
  const rows = existsSync('/proc/self/stat') ? readProc() : askPs()
  const found: number[] = []
  const open = [root]
  for (let parent = open.shift(); parent !== undefined; parent = open.shift()) {
    const children = rows.filter((row) => row.parent === parent).map((row) => row.pid)
    found.push(...children)
    open.push(...children)
  }
  return found
}

/** Ends the processes that are still there, without asking. */
export function killAll(pids: number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

/** The parent of a process, where the system has /proc. */
export function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The program's name is in brackets and may hold spaces: state and parent follow it.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

function readProc(): Row[] {
  return readdirSync('/proc').flatMap((name) => {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : undefined
    return parent === undefined ? [] : [{ pid: Number(name), parent }]
  })
}

function askPs(): Row[] {
  try {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n')
    return lines.map((line) => {
      const [pid, parent] = line.trim().split(/\s+/)
      return { pid: Number(pid), parent: Number(parent) }
    })
  } catch {
    return []
  }
}
