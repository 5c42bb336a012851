import { copyFileSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { prints } from './seed/prints.ts'

const directory = process.argv[2]
if (directory === undefined) {
  console.error('Name the folder to copy to: npm run --silent artworks -- DIR')
  process.exit(2)
}
mkdirSync(directory, { recursive: true })
for (const { file } of prints) {
  const copy = join(directory, basename(file))
  copyFileSync(file, copy)
  console.log(copy)
}
