import { expect, it } from 'vitest'
import { showHubLine, showSandboxLine } from './show-line.ts'

it('shows a request by status, method, path and time', () => {
  const line = '[wrangler:info] POST /api/mockups/generate 202 Accepted (48ms)'
  expect(showHubLine(line)).toBe('202 POST /api/mockups/generate (48 ms)')
})

it('hides styles, files, the health check and cron, unless they fail', () => {
  for (const path of ['/app.css', '/files/users/1/a.png?x=1', '/healthz', '/cdn-cgi/handler/x']) {
    expect(showHubLine(`[wrangler:info] GET ${path} 200 OK (3ms)`)).toBeUndefined()
    expect(showHubLine(`[wrangler:info] GET ${path} 500 Bad (3ms)`)).toContain('500')
  }
})

it('shows a logged event by its fields, without request id and stack', () => {
  const event = { level: 'error', event: 'sweep_failed', request_id: 'r', sweep: 'x', stack: 'at' }
  expect(showHubLine(JSON.stringify(event))).toBe('error: sweep failed  sweep=x')
})

it('hides the list of bindings and colours, and keeps unknown lines', () => {
  expect(showHubLine('env.DB (haven-hub)   D1 Database   local')).toBeUndefined()
  expect(showHubLine('\u001b[33m⎔ Connection status updated\u001b[0m')).toBeUndefined()
  expect(showHubLine('\u001b[31m✘ [ERROR] Could not resolve "x"\u001b[0m')).toBe(
    '✘ [ERROR] Could not resolve "x"',
  )
})

it('shows the calls that the vendors got, and no pictures', () => {
  expect(showSandboxLine('POST /dynamic-mockups/api/v1/renders 200')).toBe(
    '200 POST /dynamic-mockups/api/v1/renders',
  )
  expect(showSandboxLine('GET /shopify/a.myshopify.com/files/1/a.png 200')).toBeUndefined()
})
