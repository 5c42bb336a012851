import { styleText } from 'node:util'

const NAME_WIDTH = 8

/** One line of a program's output, with its name before it. */
function printLine(name: string, line: string): void {
  const color = name === 'hub' ? 'green' : name === 'sandbox' ? 'yellow' : 'cyan'
  console.log(`${styleText(color, name.padEnd(NAME_WIDTH), { stream: process.stdout })} ${line}`)
}

/** A line of the starter itself. */
export function say(line: string): void {
  printLine('start', line)
}

const FAILURE = /^(?:[45]\d\d |warn: |error: )|\bERROR\b|Error:/

/** Relays the programs' output; while it is hushed only what went wrong is shown. */
export function createRelay() {
  let isHushed = false
  return {
    print(name: string, line: string): void {
      if (!isHushed || FAILURE.test(line)) printLine(name, line)
    },
    async hushed(work: () => Promise<void>): Promise<void> {
      isHushed = true
      await work()
      isHushed = false
    },
  }
}
