import { messageOf } from './errors.ts'

const MAX_LINE_BYTES = 8 * 1024
const MAX_TEXT_CHARACTERS = 3_000
// Of a line that is too long all the same.
const MAX_CUT_LINE_CHARACTERS = 2_000
const MAX_CUT_TEXT_CHARACTERS = 200
const MAX_CAUSES = 4

/**
 * One JSON line an event, at most 8 KB, with whatever binds it to its request. Never pass secrets;
 * the values bound to a failed statement are left out here.
 */
export type Log = {
  info(event: string, fields?: Record<string, unknown>): void
  warn(event: string, fields?: Record<string, unknown>): void
  error(event: string, cause: unknown, fields?: Record<string, unknown>): void
}

export function createLog(bound: Record<string, unknown>): Log {
  const line = (level: string, event: string, fields?: Record<string, unknown>) =>
    toLine({ level, event, ...bound }, fields ?? {})
  return {
    info: (event, fields) => console.log(line('info', event, fields)),
    warn: (event, fields) => console.warn(line('warn', event, fields)),
    error: (event, cause, fields) =>
      console.error(
        line('error', event, { ...fields, cause: causesOf(cause), stack: framesOf(cause) }),
      ),
  }
}

function toLine(head: Record<string, unknown>, fields: Record<string, unknown>): string {
  const line = JSON.stringify({ ...head, ...fields }, (_, value) => shorten(value))
  if (new TextEncoder().encode(line).length <= MAX_LINE_BYTES) return line
  const cut = line.slice(0, MAX_CUT_LINE_CHARACTERS)
  return JSON.stringify({ ...head, cut }, (name, value) =>
    name === 'cut' ? value : shorten(value, MAX_CUT_TEXT_CHARACTERS),
  )
}

function shorten(value: unknown, maxCharacters = MAX_TEXT_CHARACTERS): unknown {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'string' || value.length <= maxCharacters) return value
  return `${value.slice(0, maxCharacters)}…`
}

/** What went wrong, and what that came from. */
function causesOf(cause: unknown): string {
  const messages: string[] = []
  let one = cause
  while (one !== undefined && messages.length < MAX_CAUSES) {
    messages.push(messageOf(one))
    one = one instanceof Error ? one.cause : undefined
  }
  return messages.join(' ← ')
}

/** The lines of a stack without the message above them, which may hold values. */
function framesOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !cause.stack?.includes(cause.message)) return undefined
  return cause.stack.slice(cause.stack.indexOf(cause.message) + cause.message.length).trimStart()
}
