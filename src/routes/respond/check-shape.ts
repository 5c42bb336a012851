import type { AppError } from '../../errors.ts'
import { invalid } from './invalid.ts'

// No body of the API comes near these; what does is no request but an attack on whoever reads it.
const MAX_DEPTH = 20
const MAX_VALUES = 10_000
const MAX_NAME_CHARACTERS = 200
const HALF_CHARACTER = 'It contains half a character (an unpaired surrogate), such as a cut emoji'

/**
 * The same JSON, once it is known to be of a shape that can be judged in bounded time and answered
 * in bounded space, and that what is stored of it is what was sent.
 * @throws AppError invalid for JSON that is nested deeply, has many values or long names, or a text
 *   with half a character (a surrogate of UTF-16 without the other, which UTF-8 cannot write)
 */
export function checkShape(sent: unknown): unknown {
  let level: Placed[] = [{ value: sent, path: [] }]
  let values = 0
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw misshapen(`It is nested more than ${MAX_DEPTH} levels deep`)
    values += level.length
    if (values > MAX_VALUES) throw misshapen('It has more than 10,000 values')
    level = level.flatMap(innerValues)
  }
  return sent
}

type Placed = { value: unknown; path: string[] }

function innerValues({ value, path }: Placed): Placed[] {
  if (typeof value === 'string' && !value.isWellFormed()) throw misshapen(HALF_CHARACTER, path)
  if (typeof value !== 'object' || value === null) return []
  const entries = Object.entries(value)
  if (!Array.isArray(value)) {
    if (entries.some(([name]) => name.length > MAX_NAME_CHARACTERS)) {
      throw misshapen(`A name in it has more than ${MAX_NAME_CHARACTERS} characters`)
    }
    if (entries.some(([name]) => !name.isWellFormed())) throw misshapen(HALF_CHARACTER, path)
  }
  return entries.map(([name, inner]) => ({ value: inner, path: [...path, name] }))
}

function misshapen(message: string, path: string[] = []): AppError {
  return invalid('Invalid request body', [{ path, message }])
}
