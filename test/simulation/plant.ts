import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { kindsNamed, type Troubles } from './chaos.ts'
import { type Density, densityNamed } from './people.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url).href)
const PLANTED = fileURLToPath(new URL('./planted/', import.meta.url).href)
// Below the project, so that a copy finds the installed packages.
const COPIES = join(ROOT, '.simulation')

type Change = { file: string; before: string; after: string }
/** A mistake put into the product's source, and the invariants that may give it away. */
export type PlantedBug = {
  name: string
  what: string
  breaks: RegExp
  /** Within so many histories it is found. */
  seeds: number
  density: Density
  /** The troubles that bring it out; without them, each world's own. */
  troubles: Troubles | undefined
  /** Only the API shows it. */
  withApi: boolean
  changes: Change[]
}

/**
 * Every planted bug. A file names what it is, what breaks, and for each source file the text as it
 * stands and the text that takes its place:
 *
 *     what: <sentence>
 *     breaks: <pattern of the violation>
 *     seeds: <number of histories within which it is found>
 *     troubles: <kinds of chaos.ts>, <…>
 *     severity: <how much of them>
 *     --- <path>
 *     <text as it stands>
 *     +++
 *     <text instead>
 */
export function readPlantedBugs(): PlantedBug[] {
  const files = readdirSync(PLANTED).filter((name) => name.endsWith('.patch'))
  return files.sort().map((file) => parse(file, readFileSync(join(PLANTED, file), 'utf8')))
}

function parse(file: string, text: string): PlantedBug {
  const [head = '', ...parts] = text.split(/^--- /m)
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1]?.trim()
  const [what, breaks, troubles] = [field('what'), field('breaks'), field('troubles')]
  if (!what || !breaks || parts.length === 0) throw new Error(`${file} is not a planted bug`)
  return {
    name: file.replace('.patch', ''),
    what,
    breaks: new RegExp(breaks),
    seeds: Number(field('seeds') ?? 100),
    density: densityNamed(field('density') ?? 'small'),
    troubles: troubles
      ? { kinds: kindsNamed(troubles.split(/, */)), severity: Number(field('severity') ?? 2) }
      : undefined,
    withApi: field('api') === 'yes',
    changes: parts.map((part) => readChange(file, part)),
  }
}

function readChange(file: string, part: string): Change {
  const [, path, before, after] = /^(\S+)\n([\s\S]*?)^\+\+\+\n([\s\S]*)$/m.exec(part) ?? []
  if (!path || before === undefined || after === undefined) {
    throw new Error(`${file}: a change needs "--- path", the text, "+++" and the text instead`)
  }
  return { file: path, before, after }
}

/** Copies the source with the bug in it, and answers where the copy lies. */
export function plant(bug: PlantedBug): { root: URL; remove: () => void } {
  const folder = join(COPIES, `${bug.name}-${process.pid}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  cpSync(join(ROOT, 'src'), join(folder, 'src'), {
    recursive: true,
    filter: (path) => !/\.test\.tsx?$/.test(path),
  })
  for (const change of bug.changes) applyChange(bug, change, folder)
  return {
    root: pathToFileURL(join(folder, 'src/')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function applyChange({ name }: PlantedBug, { file, before, after }: Change, folder: string): void {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  const parts = text.split(before)
  if (parts.length !== 2) {
    throw new Error(
      `planted/${name}.patch: its text is ${parts.length - 1} times in ${file}, not once. Write the patch again for the source as it is.`,
    )
  }
  writeFileSync(path, parts.join(after))
}
