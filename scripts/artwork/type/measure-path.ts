import type { Path, PathCommand } from 'opentype.js'
import type { Lettering } from '../sheet.ts'

/** The path's data and the box of its ink, in pixels. */
export function measurePath(path: Path): Lettering {
  const ink = path.getBoundingBox()
  return {
    d: path.commands.map(writeCommand).join(''),
    box: { left: ink.x1, top: ink.y1, right: ink.x2, bottom: ink.y2 },
  }
}

// The library's own writer turns numbers such as 3e-13 into NaN, which ends the outline there.
function writeCommand(command: PathCommand): string {
  if (command.type === 'Z') return 'Z'
  const end = pair(command.x, command.y)
  if (command.type === 'M' || command.type === 'L') return command.type + end
  const first = pair(command.x1, command.y1)
  if (command.type === 'Q') return `Q${first} ${end}`
  return `C${first} ${pair(command.x2, command.y2)} ${end}`
}

function pair(x: number, y: number): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}
