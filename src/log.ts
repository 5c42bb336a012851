import { messageOf } from './errors.ts'

/** One JSON line an event, with whatever binds it to its request. Never pass secrets. */
export type Log = {
  info(event: string, fields?: Record<string, unknown>): void
  warn(event: string, fields?: Record<string, unknown>): void
  error(event: string, cause: unknown, fields?: Record<string, unknown>): void
}

export function createLog(bound: Record<string, unknown>): Log {
  const line = (level: string, event: string, fields?: Record<string, unknown>) =>
    JSON.stringify({ level, event, ...bound, ...fields })
  return {
    info: (event, fields) => console.log(line('info', event, fields)),
    warn: (event, fields) => console.warn(line('warn', event, fields)),
    error: (event, cause, fields) =>
      console.error(
        line('error', event, {
          ...fields,
          cause: messageOf(cause),
          stack: cause instanceof Error ? cause.stack : undefined,
        }),
      ),
  }
}
