import { AppError } from '../../errors.ts'

// No body of the API comes near these; what does is no request but an attack on whoever reads it.
const MAX_DEPTH = 20
const MAX_VALUES = 10_000
const MAX_NAME_CHARACTERS = 200

/**
 * The same JSON, once it is known to be of a shape that can be judged in bounded time and answered
 * in bounded space.
 * @throws AppError invalid for JSON that is nested deeply, has many values or long names
 */
export function checkShape(sent: unknown): unknown {
  let level: unknown[] = [sent]
  let values = 0
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw misshapen(`It is nested more than ${MAX_DEPTH} levels deep`)
    values += level.length
    if (values > MAX_VALUES) throw misshapen('It has more than 10,000 values')
    level = level.flatMap(innerValues)
  }
  return sent
}

function innerValues(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value
  if (Object.keys(value).some((name) => name.length > MAX_NAME_CHARACTERS)) {
    throw misshapen(`A name in it has more than ${MAX_NAME_CHARACTERS} characters`)
  }
  return Object.values(value)
}

function misshapen(message: string): AppError {
  return new AppError('invalid', 'Invalid request body', { errors: [{ pointer: '', message }] })
}
