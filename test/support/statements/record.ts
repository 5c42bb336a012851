import { env } from 'cloudflare:workers'
import { afterAll, beforeAll } from 'vitest'
import { findFaults } from './explain.ts'

const FRAMES = 60

/** The product's statements by their text, and where they were made. */
export const recorded = new Map<string, string>()

const prototype: D1Database = Object.getPrototypeOf(env.DB)
const { prepare } = prototype

beforeAll(() => {
  prototype.prepare = function record(text) {
    if (!recorded.has(text)) {
      const caller = findCaller()
      if (caller) recorded.set(text, caller)
    }
    return prepare.call(this, text)
  }
})

// Each file judges what it has made the product ask.
afterAll(async () => {
  prototype.prepare = prepare
  const statements = Array.from(recorded, ([text, caller]) => ({ text, caller }))
  recorded.clear()
  const faults = await findFaults(env.DB, statements)
  if (faults.length === 0) return
  throw new Error(`Statements that the database cannot answer well:\n\n${faults.join('\n\n')}\n`)
})

/** The line of the product that asked; undefined for what a test asks by itself. */
function findCaller(): string | undefined {
  const limit: unknown = Reflect.get(Error, 'stackTraceLimit')
  Reflect.set(Error, 'stackTraceLimit', FRAMES)
  const { stack = '' } = new Error('asked here')
  Reflect.set(Error, 'stackTraceLimit', limit)
  const frames = stack.split('\n').filter((frame) => !/\/node_modules\//.test(frame))
  const own = frames.find((frame) => OWN.test(frame) && !HELPERS.test(frame))
  if (own && /\/test\/|\.test\.tsx?/.test(own)) return undefined
  return own?.replace(/^ *at /, 'asked by ') ?? 'unknown caller'
}

const OWN = /\/(src|test)\/.*\.tsx?/
const HELPERS = /\/test\/support\/statements\/|\/src\/db\/client\.ts/
