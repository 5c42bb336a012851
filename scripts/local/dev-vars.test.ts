import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { completeDevVars, sandboxVariables } from './dev-vars.ts'
import { readSettings } from './settings.ts'

let folder = ''
const file = () => join(folder, 'dev.vars')
const settings = () => readSettings({ HUB_STATE_DIR: folder, SANDBOX_PORT: '9001' })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dev-vars-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('adds every secret, long and random, to an empty place', () => {
  expect(completeDevVars(file())).toContain('AUTH_SECRET')
  const { AUTH_SECRET = '', LINKS_SECRET = '' } = parseEnv(readFileSync(file(), 'utf8'))
  expect(AUTH_SECRET.length).toBeGreaterThanOrEqual(32)
  expect(AUTH_SECRET).not.toBe(LINKS_SECRET)
})

it('changes nothing that is there, and adds what is missing on lines of its own', () => {
  writeFileSync(file(), '# mine\nAUTH_SECRET="kept"\nSIGN_UP=closed')
  const added = completeDevVars(file())
  expect(added).not.toContain('AUTH_SECRET')
  const text = readFileSync(file(), 'utf8')
  expect(text.startsWith('# mine\nAUTH_SECRET="kept"\nSIGN_UP=closed\n')).toBe(true)
  expect(parseEnv(text).SIGN_UP).toBe('closed')
})

it('adds nothing the second time', () => {
  completeDevVars(file())
  const before = readFileSync(file(), 'utf8')
  expect(completeDevVars(file())).toEqual([])
  expect(readFileSync(file(), 'utf8')).toBe(before)
})

it('follows the port of the sandbox, except for URLs of your own', () => {
  expect(sandboxVariables(settings())).toContainEqual([
    'SHOPIFY_API_ORIGIN',
    'http://127.0.0.1:9001/shopify/{shop}',
  ])
  writeFileSync(file(), 'SHOPIFY_API_ORIGIN=https://{shop}\n')
  expect(sandboxVariables(settings()).map(([name]) => name)).not.toContain('SHOPIFY_API_ORIGIN')
})
