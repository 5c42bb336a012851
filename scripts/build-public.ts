import { watch } from 'node:fs'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cutFonts } from './cut-fonts.ts'
import { ROOT } from './local/settings.ts'

const STYLES = join(ROOT, 'styles')
const STYLE_SHEET = join(ROOT, 'public/app.css')
const VENDOR = join(ROOT, 'public/vendor')
const IMPORT = /^@import '(\.\/[^']+)'(?: layer\((\w+)\))?;$/

/** Makes what the browser loads and git does not keep: the style sheet, libraries and fonts. */
export async function buildPublic(): Promise<void> {
  await Promise.all([writeStyles(), copyVendor()])
}

/** Joins the style sheet again whenever a file of `styles/` changes. Call the answer to stop. */
export function watchStyles(): () => void {
  const watcher = watch(STYLES, { recursive: true }, () => {
    writeStyles().catch((error: unknown) => console.error(String(error)))
  })
  return () => watcher.close()
}

/** The whole style sheet: `styles/index.css` with each file it imports in its layer. */
export async function joinStyles(): Promise<string> {
  const index = await readFile(join(STYLES, 'index.css'), 'utf8')
  const parts = index.split('\n').map(async (line) => {
    const [, path, layer] = IMPORT.exec(line) ?? []
    if (path === undefined) return line
    const css = await readFile(join(STYLES, path), 'utf8')
    return layer ? `@layer ${layer} {\n${css}}` : css
  })
  const joined = (await Promise.all(parts)).join('\n')
  if (joined.includes('@import')) throw new Error('styles/index.css has an import of another form')
  return joined
}

/** Comments and indents are for us. */
async function writeStyles(): Promise<void> {
  const css = await joinStyles()
  const short = css.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\n\s+/g, '\n')
  await writeFile(STYLE_SHEET, short)
}

async function copyVendor(): Promise<void> {
  const files = [
    import.meta.resolve('htmx.org/dist/htmx.min.js'),
    import.meta.resolve('htmx.org/dist/ext/hx-preload.min.js'),
  ].map((url) => fileURLToPath(url))
  await mkdir(VENDOR, { recursive: true })
  await Promise.all([
    ...files.map((file) => copyFile(file, join(VENDOR, basename(file)))),
    cutFonts(await readFile(join(STYLES, 'fonts.css'), 'utf8'), VENDOR),
  ])
}

if (import.meta.main) await buildPublic()
