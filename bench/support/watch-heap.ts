import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { EmptyHub } from './open-empty.ts'

const POLL_MS = 5
const GARBAGE_ROUNDS = 3
const MIB = 2 ** 20

const usage = z.object({ usedSize: z.number(), backingStorageSize: z.number() })
const inspectors = z.array(z.object({ id: z.string(), webSocketDebuggerUrl: z.string() }))
const message = z.object({ id: z.number().optional(), result: z.unknown() })

/**
 * The memory of the Worker's own isolate as the platform counts it, asked for again and again: its
 * heap, and the buffers outside of it. The simulated bucket, database and Images are other isolates.
 */
export async function watchHeap(hub: EmptyHub) {
  const inspector = await connect(hub)
  let isOver = false
  // The isolate answers its inspector when it runs: a request keeps it going.
  const ping = async () => {
    while (!isOver) await fetch(`${hub.url}/bench/nothing`).then((answer) => answer.text())
  }
  const pinging = ping()
  const read = async () => {
    const { usedSize, backingStorageSize } = usage.parse(await inspector('Runtime.getHeapUsage'))
    return (usedSize + backingStorageSize) / MIB
  }
  return {
    /** Runs some work; how much more memory was held at most than before it, in MiB. */
    async peakOf(work: () => Promise<unknown>): Promise<number> {
      for (let n = 0; n < GARBAGE_ROUNDS; n++) await inspector('HeapProfiler.collectGarbage')
      const before = await read()
      let peak = before
      let isDone = false
      const watching = (async () => {
        while (!isDone) {
          peak = Math.max(peak, await read())
          await sleep(POLL_MS)
        }
      })()
      try {
        await work()
      } finally {
        isDone = true
        await watching
      }
      return peak - before
    },
    async stop() {
      isOver = true
      await pinging
    },
  }
}

async function connect(hub: EmptyHub) {
  const list = new URL('/json', await hub.miniflare.getInspectorURL())
  list.protocol = 'http:'
  const found = inspectors.parse(await (await fetch(list)).json())
  const own = found.find(({ id }) => id === 'core:user:hub')
  if (!own) throw new Error('The runtime has no inspector for the hub')
  const socket = new WebSocket(own.webSocketDebuggerUrl)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', reject)
  })
  const waiting = new Map<number, (result: unknown) => void>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = message.parse(JSON.parse(String(data)))
    if (id !== undefined) waiting.get(id)?.(result)
  })
  let asked = 0
  return (method: string): Promise<unknown> => {
    asked += 1
    const id = asked
    socket.send(JSON.stringify({ id, method }))
    return new Promise((resolve) => waiting.set(id, resolve))
  }
}
