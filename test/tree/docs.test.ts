import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { listFiles, ROOT, readText } from './source-files.ts'

const docs = [
  ...['README.md', 'ARCHITECTURE.md', 'STYLE.md'].filter((name) => existsSync(join(ROOT, name))),
  ...listFiles('docs', /\.md$/),
]

const QUOTED = /`((?:src|test|scripts|sandbox|migrations|docs|public|\.ci)\/[^`\s]*)`/g
const LINKED = /\]\((?!https?:|#|mailto:)([^)#\s]+)/g
// Patterns of paths (`src/domain/<noun>/`), not paths.
const PATTERN = /[*<>{}…]/

const isMissing = (path: string) => !PATTERN.test(path) && !existsSync(join(ROOT, path))

/** Paths that a document names and the tree does not have. */
function missingPaths(doc: string): string[] {
  const text = readText(doc)
  const quoted = [...text.matchAll(QUOTED)].map(([, path = '']) => path.replace(/:\d+$/, ''))
  const linked = [...text.matchAll(LINKED)].map(([, path = '']) =>
    posix.join(posix.dirname(doc), path),
  )
  return [...quoted, ...linked].filter(isMissing)
}

describe('documents', () => {
  it.each(docs)('%s names only paths that exist', (doc) => {
    expect(missingPaths(doc)).toEqual([])
  })

  it('name only scripts that package.json has', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readText('package.json')))
    const named = docs.flatMap((doc) =>
      [...readText(doc).matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(
        ([, name = '']) => name,
      ),
    )
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })
})
