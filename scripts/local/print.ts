import { styleText } from 'node:util'

const NAME_WIDTH = 8

/** One line of a program's output, with its name before it. */
export function printLine(name: string, line: string): void {
  const color = name === 'hub' ? 'green' : name === 'sandbox' ? 'yellow' : 'cyan'
  console.log(`${styleText(color, name.padEnd(NAME_WIDTH), { stream: process.stdout })} ${line}`)
}

/** A line of the starter itself. */
export function say(line: string): void {
  printLine('start', line)
}
