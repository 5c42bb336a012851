import { appendFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { openJournal } from './state.ts'

const schema = z.object({ name: z.string() })
const newPath = () => join(mkdtempSync(join(tmpdir(), 'journal-')), 'deep', 'entries.jsonl')

it('finds its entries again when it is opened anew', () => {
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

it('forgets for good what is not kept', () => {
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
