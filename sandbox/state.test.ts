import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { startSandbox } from './server.ts'
import { openJournal } from './state.ts'

const schema = z.object({ name: z.string() })
const newPath = () => join(mkdtempSync(join(tmpdir(), 'journal-')), 'deep', 'entries.jsonl')

it('finds its entries again when it is opened again', () => {
  const path = newPath()
  openJournal(path, schema).append({ name: 'first' })
  expect(openJournal(path, schema).all()).toEqual([{ name: 'first' }])
})

it('loses only the line that was cut short', () => {
  const path = newPath()
  openJournal(path, schema).append({ name: 'whole' })
  appendFileSync(path, '{"name":"ha')
  expect(openJournal(path, schema).all()).toEqual([{ name: 'whole' }])
})

it('removes for good what is not kept', () => {
  const path = newPath()
  const journal = openJournal(path, schema)
  journal.append({ name: 'a' })
  journal.append({ name: 'b' })
  journal.keep(({ name }) => name === 'b')
  expect(openJournal(path, schema).all()).toEqual([{ name: 'b' }])
})

it('lives in memory without a path', () => {
  const journal = openJournal(undefined, schema)
  journal.append({ name: 'a' })
  expect(journal.all()).toHaveLength(1)
})

it('starts with its own data, and refuses data of another format', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'sandbox-'))
  for (let start = 0; start < 2; start++) await (await startSandbox({ port: 0, stateDir })).close()
  writeFileSync(join(stateDir, 'format'), '0')
  await expect(startSandbox({ port: 0, stateDir })).rejects.toThrow('npm run reset')
})

it('refuses data of a version that did not note its format', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'sandbox-'))
  writeFileSync(join(stateDir, 'records.jsonl'), '')
  await expect(startSandbox({ port: 0, stateDir })).rejects.toThrow('npm run reset')
})
