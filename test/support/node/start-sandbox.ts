import type { TestProject } from 'vitest/node'
import { ROOM_SIZE, rooms } from '../../../sandbox/dynamic-mockups/rooms.ts'
import { scaleRoom } from '../../../sandbox/dynamic-mockups/scale-room.ts'
import { startSandbox } from '../../../sandbox/server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    sandboxUrl: string
  }
}

/** The vendors as a real server, so that it can do what servers do: be slow, cut, and vanish. */
export default async function startVendors(project: TestProject): Promise<() => Promise<void>> {
  // Calls have little time in some tests: none should spend it on decoding an empty room.
  await Promise.all(rooms.map((room) => scaleRoom(room, ROOM_SIZE.width)))
  const sandbox = await startSandbox({ port: 0 })
  project.provide('sandboxUrl', sandbox.url)
  return () => sandbox.close()
}
