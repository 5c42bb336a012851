import { stripVTControlCharacters } from 'node:util'
import * as z from 'zod'
import { parseJson } from './parse-json.ts'

const REQUEST = /^\[wrangler:info\] ([A-Z]+) (\S+) (\d{3}) .*?\((\d+)ms\)/
const QUEUE = /^\[wrangler:info\] QUEUE (\S+) (\d+)\/(\d+) \((\d+)ms\)/
const QUIET_PATH = /^\/(?:healthz|cdn-cgi\/|files\/|vendor\/|app\.(?:css|js)|favicon)/
const FIRST_FAILURE = 400

const NOISE = [
  /^\s*$/,
  /^Using (?:vars|secrets) defined in/,
  /^Your Worker has access to the following bindings/,
  /^(?:Binding\s|env\.[A-Z])/,
  /^⎔ (?:Connection status|Starting local server|Local server updated)/,
  /^\[wrangler:info\] Ready on/,
  /types might be out of date/,
  // The runtime's own note about a timer that was due while it was not running.
  /NOSENTRY SQLite alarm overdue/,
  /Scheduled Workers are not automatically triggered/,
  /^\s+(?:To manually trigger a scheduled event|curl ".*scheduled"|For more details, see)/,
]

const logged = z.looseObject({ level: z.string(), event: z.string() })
const HIDDEN_FIELDS = ['level', 'event', 'request_id', 'stack']

/** A line of the hub's output as a person wants to read it; undefined for noise. */
export function showHubLine(raw: string): string | undefined {
  const line = stripVTControlCharacters(raw)
  const [request, method, path = '', status, ms] = REQUEST.exec(line) ?? []
  if (request !== undefined) {
    const isQuiet = QUIET_PATH.test(path) && Number(status) < FIRST_FAILURE
    return isQuiet ? undefined : `${status} ${method} ${path} (${ms} ms)`
  }
  if (QUEUE.test(line)) return line.replace(QUEUE, 'queue $1: $2 of $3 done ($4 ms)')
  if (NOISE.some((pattern) => pattern.test(line))) return
  return line.startsWith('{') ? showEvent(line) : line
}

const QUIET_SANDBOX =
  /^GET \/(?:__sandbox|shopify\/[^/]+\/(?:files|assets)\/|dynamic-mockups\/exports\/)/
const SANDBOX_REQUEST = /^([A-Z]+) (\S+) (\d{3})$/

/** The same for the sandbox: the calls the vendors got. */
export function showSandboxLine(line: string): string | undefined {
  if (QUIET_SANDBOX.test(line) || line.startsWith('Sandbox ready')) return
  return line.replace(SANDBOX_REQUEST, '$3 $1 $2')
}

function showEvent(line: string): string {
  const parsed = logged.safeParse(parseJson(line))
  if (!parsed.success) return line
  const shown = Object.entries(parsed.data).filter(([name]) => !HIDDEN_FIELDS.includes(name))
  const fields = shown.map(([name, value]) => `${name}=${showValue(value)}`).join(' ')
  const { level, event } = parsed.data
  return `${level === 'info' ? '' : `${level}: `}${event.replaceAll('_', ' ')}  ${fields}`.trim()
}

function showValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
