import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The package that carries Shopify's official schemas; one file of it is all that is taken. */
const PACKAGE = '@shopify/dev-mcp@1.16.0'
const MEMBER = 'package/dist/data/admin_2026-10.json.gz'
const SHA256 = 'f3b522f264556925eada700e795e4a002a9cba83444ebcc6c0d724254a0c6593'
const TIMEOUT_MS = 120_000

const folder = fileURLToPath(new URL('../.cache/shopify/', import.meta.url))
const run = promisify(execFile)

const digestOf = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex')

/**
 * The path of Shopify's official Admin schema (2026-10, gzipped introspection), fetched once and
 * kept in a folder that git ignores. Throws when npm cannot get it or it is not the pinned file.
 */
export async function fetchShopifySchema(): Promise<string> {
  const path = join(folder, 'admin_2026-10.json.gz')
  if (existsSync(path) && digestOf(path) === SHA256) return path
  const scratch = mkdtempSync(join(tmpdir(), 'shopify-schema-'))
  try {
    const packed = await run('npm', ['pack', PACKAGE, '--silent', '--ignore-scripts'], {
      cwd: scratch,
      timeout: TIMEOUT_MS,
    })
    const archive = packed.stdout.trim().split('\n').at(-1) ?? ''
    await run('tar', ['-xzf', archive, MEMBER], { cwd: scratch, timeout: TIMEOUT_MS })
    const found = digestOf(join(scratch, MEMBER))
    if (found !== SHA256) {
      throw new Error(`Shopify's schema is not the pinned file: sha-256 ${found}, wanted ${SHA256}`)
    }
    return keep(join(scratch, MEMBER), path)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Copied to a temporary name first: two runs at once never see half a file. */
function keep(from: string, to: string): string {
  mkdirSync(folder, { recursive: true })
  const temporary = `${to}.${process.pid}`
  copyFileSync(from, temporary)
  renameSync(temporary, to)
  return to
}

if (import.meta.main) await fetchShopifySchema()
