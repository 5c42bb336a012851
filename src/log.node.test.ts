import { DrizzleQueryError } from 'drizzle-orm'
import { afterEach, expect, test, vi } from 'vitest'
import { createLog } from './log.ts'

const MAX_LINE_BYTES = 8_192

afterEach(() => void vi.restoreAllMocks())

/** The lines that `work` writes to the log. */
function linesOf(work: (log: ReturnType<typeof createLog>) => void): string[] {
  const lines: string[] = []
  for (const level of ['log', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line) => void lines.push(line))
  }
  work(createLog({ request_id: 'r1' }))
  return lines
}

function failedStatement(): DrizzleQueryError {
  const inner = new Error('D1_ERROR: database is locked: SQLITE_BUSY')
  const bound = ['ada@example.com', 'hash-of-a-key', 'token-of-a-session']
  return new DrizzleQueryError('INSERT INTO users VALUES (?, ?, ?)', bound, inner)
}

test('a failed statement is logged with its reason and without the values bound to it', () => {
  const wrapped = new Error('The batch failed', { cause: failedStatement() })
  for (const cause of [failedStatement(), wrapped]) {
    const [line = ''] = linesOf((log) => log.error('request_failed', cause))
    expect(line).toContain('INSERT INTO users VALUES (?, ?, ?)')
    expect(line).toContain('SQLITE_BUSY')
    expect(line).not.toMatch(/ada@example|hash-of-a-key|token-of-a-session/)
  }
})

test('where something was thrown is logged', () => {
  const [line = ''] = linesOf((log) => log.error('request_failed', new Error('Odd')))
  expect(JSON.parse(line)).toMatchObject({
    ...{ level: 'error', event: 'request_failed', request_id: 'r1', cause: 'Odd' },
    stack: expect.stringContaining('log.node.test.ts'),
  })
})

test.each([
  ['a long message', (log) => log.error('e', new Error('x'.repeat(100_000)))],
  ['a long statement', (log) => log.error('e', new DrizzleQueryError('?'.repeat(1e6), []))],
  ['a long field', (log) => log.warn('e', { path: 'ü"\\'.repeat(100_000) })],
  ['many fields', (log) => log.info('e', Object.fromEntries(Array(9_000).entries()))],
  ['many long fields', (log) => log.info('e', { list: Array(900).fill('"'.repeat(900)) })],
  ['a long event', (log) => log.info('e'.repeat(100_000))],
  ['what cannot be written as JSON', (log) => log.info('e', { id: 1n })],
] satisfies [string, (log: ReturnType<typeof createLog>) => void][])(
  '%s is one line of JSON, of at most 8 KB',
  (_, work) => {
    const [line = '', ...more] = linesOf(work)
    expect(more).toEqual([])
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(MAX_LINE_BYTES)
    expect(JSON.parse(line)).toMatchObject({ request_id: 'r1' })
  },
)
