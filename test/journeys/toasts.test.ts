import { expect, test } from 'vitest'
import { openBrowser } from '../support/worker/browser.ts'

const TOAST = /<div class="toasts" id="toasts" role="status">(.*?)<\/main>/s

async function toastOf(browser: Awaited<ReturnType<typeof openBrowser>>, path: string) {
  const answer = await browser.get(path)
  expect(answer.status).toBe(200)
  const [, html = ''] = TOAST.exec(await answer.text()) ?? []
  return html.slice(0, html.indexOf('<div class="page">'))
}

async function revokeKey(browser: Awaited<ReturnType<typeof openBrowser>>) {
  const made = await browser.post('/keys', { name: 'Printer', scopes: 'read' })
  const [, id] = /\/keys\/([\w-]+)\/revoke/.exec(await made.text()) ?? []
  return browser.post(`/keys/${id}/revoke`, {})
}

test('what a form did is said on the next page, and not again on its reload', async () => {
  const browser = await openBrowser()
  const done = await revokeKey(browser)
  expect(done.status).toBe(303)
  expect(done.headers.get('location')).toBe('/keys')

  expect(await toastOf(browser, '/keys')).toContain('Revoked “Printer”')
  expect(await toastOf(browser, '/keys')).not.toContain('Revoked “Printer”')
})

test('a cookie that the hub did not write shows nothing and breaks nothing', async () => {
  const forged = [
    'not json',
    JSON.stringify({ tone: 'sage', text: 'x', link: { href: '//evil.example', label: 'x' } }),
    JSON.stringify({ tone: 'sage', text: 'x', undo: { action: 'https://evil.example' } }),
  ]
  for (const value of forged) {
    const browser = await openBrowser()
    browser.setCookie('flash', encodeURIComponent(value))
    expect(await toastOf(browser, '/keys')).not.toContain('data-notice')
  }
})
