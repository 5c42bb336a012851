import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Files below a folder, as paths from the project's root with forward slashes. */
export function listFiles(folder: string, name: RegExp): string[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** One import of a file: what it names, as a path from the root where it is a file of ours. */
export type Import = { from: string; target: string; onlyTypes: boolean }

const STATEMENT = /^(?:import|export)\s+(type\s+)?([^'"]*?)\s*from\s*['"]([^'"]+)['"]/gm
const BARE = /^import\s*['"]([^'"]+)['"]/gm
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** All imports and re-exports of a source text; `onlyTypes` when nothing of it is left at run time. */
export function importsOf(from: string, text: string): Import[] {
  const resolve = (named: string) =>
    named.startsWith('.') ? posix.join(posix.dirname(from), named) : named
  const stated = [...text.matchAll(STATEMENT)].map(([, type, names = '', named = '']) => ({
    from,
    target: resolve(named),
    onlyTypes: type !== undefined || areAllTypes(names),
  }))
  const others = [...text.matchAll(BARE), ...text.matchAll(DYNAMIC)].map(([, named = '']) => ({
    from,
    target: resolve(named),
    onlyTypes: false,
  }))
  return [...stated, ...others]
}

function areAllTypes(names: string): boolean {
  const inner = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1]
  if (inner === undefined) return false
  const each = inner.split(',').flatMap((name) => name.trim() || [])
  return each.every((name) => name.startsWith('type '))
}
