import type { Running } from './launch.ts'
import { say } from './print.ts'
import { parentOf } from './process-tree.ts'

const PARENT_CHECK_MS = 1_000

/**
 * Ends everything together: on Ctrl-C, on SIGTERM, when the terminal closes, when the process that
 * started this one is gone, and when one of the programs ends by itself.
 */
export function watchForEnd(running: readonly Running[]) {
  const cleanUps: (() => void)[] = []
  let ending: Promise<void> | undefined

  const end = (code: number) => {
    ending ??= (async () => {
      for (const cleanUp of cleanUps) cleanUp()
      await Promise.all(running.map((one) => one.stop()))
      process.exit(code)
    })()
    return ending
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!ending) say('Stopping the hub and the sandbox')
      void end(0)
    })
  }
  const started = starters()
  setInterval(() => starters() !== started && void end(0), PARENT_CHECK_MS).unref()

  return {
    hasBegun: () => ending !== undefined,
    /** Adds what must be done before the programs are stopped. */
    onEnd: (cleanUp: () => void) => void cleanUps.push(cleanUp),
    async whenOneEnds(): Promise<void> {
      const gone = await Promise.race(running.map((one) => one.ended.then(() => one)))
      if (ending) return ending
      throw new Error(
        `The ${gone.name} ended by itself. It said:\n\n${gone.lastLines().join('\n')}`,
      )
    },
    async fail(error: unknown): Promise<void> {
      if (ending) return ending
      console.error(`\n${error instanceof Error ? error.message : String(error)}\n`)
      await end(1)
    },
  }
}

/** npm and its shell. One that is killed sends no signal, but its children change parents. */
function starters(): string {
  return `${process.ppid} ${parentOf(process.ppid)}`
}
