import { describe, expect, it } from 'vitest'
import { findCircles, judge, PURE_FILES } from './import-rules.ts'
import { importsOf, listFiles, readText } from './source-files.ts'

const SOURCE = /(?<!\.test|\.d)\.tsx?$/
const files = ['src', 'sandbox', 'scripts'].flatMap((folder) => listFiles(folder, SOURCE))
const imports = files.flatMap((file) => importsOf(file, readText(file)))

describe('who imports whom', () => {
  it('is as the layout says', () => {
    expect(imports.flatMap(judge)).toEqual([])
  })

  it('names every file of ours with its extension', () => {
    const bare = imports.filter(
      ({ target }) => target.startsWith('src/') && !/\.(?:tsx?|json|css)$/.test(target),
    )
    expect(bare).toEqual([])
  })

  it('has no circle between nouns of the domain', () => {
    expect(findCircles(imports)).toEqual([])
  })

  it('names only pure files that exist', () => {
    expect(PURE_FILES.filter((file) => !files.includes(file))).toEqual([])
  })

  it('was read from the whole tree', () => {
    expect(files.length).toBeGreaterThan(200)
    expect(imports.some(({ from }) => from === 'src/worker.ts')).toBe(true)
  })
})

describe('the judge', () => {
  const broken = (from: string, text: string) => importsOf(from, text).flatMap(judge)

  it('refuses a route that reads the database', () => {
    const text = "import { openDb } from '../../db/client.ts'\n"
    expect(broken('src/routes/api/quotes.ts', text)[0]).toContain('move this into a verb')
  })

  it('refuses drizzle in a view, and lets types through', () => {
    expect(broken('src/views/a.tsx', "import { eq } from 'drizzle-orm'\n")).toHaveLength(1)
    expect(broken('src/views/a.tsx', "import type { A } from '../db/a.ts'\n")).toEqual([])
    expect(broken('src/views/a.tsx', "import { type A } from '../db/a.ts'\n")).toEqual([])
  })

  it('sees re-exports, lazy imports and lists over several lines', () => {
    const from = 'src/queues/a.ts'
    expect(broken(from, "export { a } from '../db/a.ts'\n")).toHaveLength(1)
    expect(broken(from, "const a = await import('../db/a.ts')\n")).toHaveLength(1)
    expect(broken(from, "import {\n  type A,\n  b,\n} from '../db/a.ts'\n")).toHaveLength(1)
  })

  it('holds the direction between publishing and what it publishes', () => {
    const verb = "import { publishProduct } from '../publishing/publish-product.ts'\n"
    expect(broken('src/domain/products/a.ts', verb)).toHaveLength(1)
    expect(broken('src/domain/integrations/a.ts', verb)).toHaveLength(1)
    const back = "import { getProduct } from '../products/get-product.ts'\n"
    expect(broken('src/domain/publishing/a.ts', back)).toEqual([])
  })

  it('sees a circle of several nouns, and none in types', () => {
    const circle = (kind: string) =>
      [
        ['runs', 'pictures'],
        ['pictures', 'scenes'],
        ['scenes', 'runs'],
      ].flatMap(([from, to]) =>
        importsOf(`src/domain/${from}/a.ts`, `import ${kind}{ b } from '../${to}/b.ts'\n`),
      )
    expect(findCircles(circle(''))).toHaveLength(3)
    expect(findCircles(circle('type '))).toEqual([])
  })

  it('keeps the pure files pure', () => {
    const text = "import { newId } from '../ids.ts'\n"
    expect(broken('src/ledger/entries.ts', text)[0]).toContain('pure')
    expect(broken('src/ledger/storage.ts', text)).toEqual([])
  })
})
