import { resetIds } from './doubles/uuidv7.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'
import { createSubtle } from './subtle.ts'

type Parts = { scheduler: Scheduler; random: Random; fetch: typeof fetch }

/** Bytes of files that were made in this world, which otherwise only a thread can read. */
const contents = new WeakMap<Blob, Uint8Array>()

export function bytesOfFile(file: Blob): Uint8Array | undefined {
  return contents.get(file)
}

class KnownFile extends File {
  constructor(...given: ConstructorParameters<typeof File>) {
    super(...given)
    const [parts = []] = given
    const [only] = parts
    if (only instanceof Uint8Array) contents.set(this, only)
  }
}

/** The runtime's stream of an announced length: fewer bytes, or more, are an error. */
class FixedLength extends TransformStream<Uint8Array, Uint8Array> {
  constructor(length: number) {
    let passed = 0
    super({
      transform(chunk, controller) {
        passed += chunk.byteLength
        if (passed > length) throw new TypeError('more bytes than were announced')
        controller.enqueue(chunk)
      },
      flush() {
        if (passed < length) throw new TypeError('fewer bytes than were announced')
      },
    })
  }
}

/**
 * Puts the world's own time, chance, timers, crypto, fetch and console in the place of the
 * runtime's, for the consumer, the schedule and the app build their ports from globals. Answers
 * what puts everything back.
 */
export function installGlobals({ scheduler, random, fetch }: Parts): () => void {
  const uint32 = () => Math.floor(random.next() * 2 ** 32)
  resetIds(uint32)
  const crypto = {
    subtle: createSubtle(),
    getRandomValues<Values extends ArrayBufferView>(values: Values): Values {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
      for (let at = 0; at < bytes.length; at++) bytes[at] = uint32() & 0xff
      return values
    },
    randomUUID: () => uuid(uint32),
  }
  const timers = new Map<number, { cancel: () => void }>()
  let numbers = 0
  const setTimer = (callback: () => void, milliseconds = 0) => {
    numbers += 1
    timers.set(numbers, scheduler.later(milliseconds, callback))
    return numbers
  }
  const restores = [
    replace(globalThis, 'crypto', crypto),
    replace(globalThis, 'fetch', fetch),
    replace(globalThis, 'File', KnownFile),
    replace(globalThis, 'FixedLengthStream', FixedLength),
    replace(globalThis, 'setTimeout', setTimer),
    replace(globalThis, 'clearTimeout', (number: number) => timers.get(number)?.cancel()),
    replace(globalThis, 'scheduler', {
      wait: (milliseconds: number) =>
        new Promise<void>((resolve) => void scheduler.later(milliseconds, resolve)),
    }),
    replace(Date, 'now', () => scheduler.now()),
    replace(Math, 'random', () => random.next()),
    replace(AbortSignal, 'timeout', (milliseconds: number) =>
      timeoutSignal(scheduler, milliseconds),
    ),
    replace(console, 'log', quiet),
    replace(console, 'warn', quiet),
    replace(console, 'error', (line: unknown) => noteError(scheduler, line)),
    // A stack for each injected fault costs more than the rest of it.
    replace(Error, 'stackTraceLimit', 0),
  ]
  return () => {
    for (const restore of restores.reverse()) restore()
  }
}

function replace(owner: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name)
  Object.defineProperty(owner, name, { value, configurable: true, writable: true })
  return () => {
    if (before) Object.defineProperty(owner, name, before)
    else Reflect.deleteProperty(owner, name)
  }
}

function quiet(): void {}

function noteError(scheduler: Scheduler, line: unknown): void {
  const process = scheduler.findCaller()
  scheduler.note(process?.name ?? 'console', `says ${String(line).slice(0, 400)}`)
}

function timeoutSignal(scheduler: Scheduler, milliseconds: number): AbortSignal {
  const controller = new AbortController()
  scheduler.later(milliseconds, () =>
    controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
  )
  return controller.signal
}

function uuid(uint32: () => number): string {
  const hex = [uint32(), uint32(), uint32(), uint32()]
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('')
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
