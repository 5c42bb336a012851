import type { Path, PathCommand } from 'opentype.js'

/** Turns a path's commands by `angle` (radians, clockwise) about the origin, then moves them. */
export function turnPath(path: Path, angle: number, toX: number, toY: number): void {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const point = (x: number, y: number) => ({
    x: x * cos - y * sin + toX,
    y: x * sin + y * cos + toY,
  })
  path.commands = path.commands.map((command) => turnCommand(command, point))
}

type Point = (x: number, y: number) => { x: number; y: number }

function turnCommand(command: PathCommand, point: Point): PathCommand {
  if (command.type === 'Z') return command
  const end = point(command.x, command.y)
  if (command.type === 'M' || command.type === 'L') return { type: command.type, ...end }
  const first = point(command.x1, command.y1)
  if (command.type === 'Q') return { type: 'Q', ...end, x1: first.x, y1: first.y }
  const second = point(command.x2, command.y2)
  return { type: 'C', ...end, x1: first.x, y1: first.y, x2: second.x, y2: second.y }
}
