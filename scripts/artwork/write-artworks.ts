import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawArtworks } from './draw-artworks.ts'

const directory = process.argv[2]
if (directory === undefined) {
  console.error('Say where to write: node scripts/artwork/write-artworks.ts DIR')
  process.exit(2)
}
mkdirSync(directory, { recursive: true })
for (const { slug, png, width, height } of await drawArtworks()) {
  const file = join(directory, `${slug}.png`)
  writeFileSync(file, png)
  console.log(`${file}  ${width} × ${height}, ${Math.round(png.byteLength / 1024)} kB`)
}
