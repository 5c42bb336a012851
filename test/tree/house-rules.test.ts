import { describe, expect, it } from 'vitest'
import { listFiles, readText } from './source-files.ts'

type Rule = { pattern: RegExp; why: string }

/** Lines that break a rule, as `file:line why`. */
function findings(files: string[], rules: Rule[], read = readText): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) =>
        rules
          .filter(({ pattern }) => pattern.test(line))
          .map(({ why }) => `${file}:${index + 1} ${why}`),
      ),
  )
}

const VIEW_RULES: Rule[] = [
  {
    pattern: /\sstyle=[{"']/,
    why: 'The policy drops style attributes: use a class, or SVG widths',
  },
  { pattern: /\bhx-on\b/, why: 'The policy stops hx-on: put the listener into public/app.js' },
  { pattern: /["'{`]\s*js:/, why: 'The policy stops js: values: send a field instead' },
  {
    pattern: /hx-trigger=[^>]*\[/,
    why: 'The policy stops filters in hx-trigger: use public/app.js',
  },
  { pattern: /\son[a-z]+=[{"']/, why: 'The policy stops inline handlers: use public/app.js' },
  { pattern: /dangerouslySetInnerHTML/, why: 'Text is escaped by JSX: do not go around it' },
]

describe('views', () => {
  const views = listFiles('src/views', /\.tsx$/)

  it('hold nothing that the content security policy kills without a word', () => {
    expect(findings(views, VIEW_RULES)).toEqual([])
  })

  it('would be caught', () => {
    const bad = [
      '<p style="width: 3px">',
      '<a hx-on:click="x">',
      `<a hx-vals='js:{a: 1}'>`,
      '<i hx-trigger="click[ctrlKey]">',
      '<b onclick={go}>',
    ]
    for (const line of bad) expect(findings(['a.tsx'], VIEW_RULES, () => line)).toHaveLength(1)
  })
})

const MIGRATION_RULES: Rule[] = [
  { pattern: /drop\s+table/i, why: 'D1 deletes the child rows of a dropped table' },
  { pattern: /__new_/i, why: 'A table with children is never rebuilt on D1' },
  { pattern: /foreign_keys/i, why: 'D1 ignores this pragma: do not rely on it' },
  { pattern: /insert\s+or\s+replace/i, why: 'It deletes first, and leaves the counters wrong' },
]

describe('migrations', () => {
  const migrations = listFiles('migrations', /\.sql$/)

  it('only add', () => {
    expect(findings(migrations, MIGRATION_RULES)).toEqual([])
  })

  it('are numbered, each with a number of its own', () => {
    const numbers = migrations.map((path) => Number(/\/(\d{4})_/.exec(path)?.[1]))
    expect(numbers.filter((number) => !(number > 0))).toEqual([])
    expect(new Set(numbers).size).toBe(migrations.length)
  })
})

describe('statements', () => {
  const sources = listFiles('src', /\.tsx?$/)

  it('never replace rows', () => {
    expect(findings(sources, MIGRATION_RULES.slice(-1))).toEqual([])
  })

  it('never match patterns', () => {
    const rule = {
      pattern: /^(?!\s*(?:\*|\/\/)).*(?:\bLIKE\b|\blike\()/,
      why: 'D1 takes patterns of at most 50 bytes: use contains() of src/db/search.ts',
    }
    expect(findings(sources, [rule])).toEqual([])
    const line = 'sql`title LIKE $' + '{pattern}`'
    expect(findings(['a.ts'], [rule], () => line)).toHaveLength(1)
  })
})

describe('variables', () => {
  it('are read in one place', () => {
    const others = listFiles('src', /(?<!\.test)\.tsx?$/).filter(
      (file) => !/^src\/(?:env|context)\.ts$/.test(file),
    )
    const rule = { pattern: /\bprocess\.env\b/, why: 'Variables are read in src/env.ts alone' }
    expect(findings(others, [rule])).toEqual([])
  })
})
