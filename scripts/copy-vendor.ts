import { copyFile, mkdir } from 'node:fs/promises'
import { basename } from 'node:path'

const ROOT = new URL('../', import.meta.url)
const TARGET = new URL('public/vendor/', ROOT)

const FILES = [
  'htmx.org/dist/htmx.min.js',
  '@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2',
  '@fontsource-variable/figtree/files/figtree-latin-ext-wght-normal.woff2',
  '@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2',
  '@fontsource-variable/newsreader/files/newsreader-latin-ext-wght-normal.woff2',
  '@fontsource-variable/newsreader/files/newsreader-latin-wght-italic.woff2',
] as const

/** Copies the browser's libraries and fonts from the installed packages into public/vendor. */
export async function copyVendor(): Promise<void> {
  await mkdir(TARGET, { recursive: true })
  await Promise.all(
    FILES.map((file) =>
      copyFile(new URL(`node_modules/${file}`, ROOT), new URL(basename(file), TARGET)),
    ),
  )
}

if (import.meta.main) await copyVendor()
