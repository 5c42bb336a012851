import type { TestProject } from 'vitest/node'
import { startSandbox } from '../../../sandbox/server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    sandboxUrl: string
  }
}

/** The vendors as a real server, so that it can do what servers do: be slow, cut, and vanish. */
export default async function startVendors(project: TestProject): Promise<() => Promise<void>> {
  const sandbox = await startSandbox({ port: 0 })
  project.provide('sandboxUrl', sandbox.url)
  return () => sandbox.close()
}
