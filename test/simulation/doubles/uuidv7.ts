import { UUID, V7Generator } from '../../../node_modules/uuidv7/dist/index.js'

export { UUID }

let generator = new V7Generator()

/** The package keeps a counter and a buffer for the whole process: a history has its own. */
export function resetIds(nextUint32: () => number): void {
  generator = new V7Generator({ nextUint32 })
}

export function uuidv7obj(): UUID {
  return generator.generate()
}
