import type { Context } from 'hono'
import { VendorProblem } from './problem.ts'

const MAX_BODY_BYTES = 64 * 1024 * 1024
const MAX_FIELDS = 500
const MAX_DEPTH = 8

type Tree = Map<string, Tree | FormDataEntryValue>

const plant = (tree: Tree, [head, ...rest]: string[], value: FormDataEntryValue): void => {
  if (head === undefined) return
  if (rest.length === 0) {
    tree.set(head, value)
    return
  }
  const existing = tree.get(head)
  const child = existing instanceof Map ? existing : new Map()
  tree.set(head, child)
  plant(child, rest, value)
}

/** A map whose keys count from 0 is a list, as PHP reads bracket names. */
const toPlain = (tree: Tree | FormDataEntryValue): unknown => {
  if (!(tree instanceof Map)) return tree
  const values = [...tree].map(([name, child]): [string, unknown] => [name, toPlain(child)])
  const isList = values.length > 0 && values.every(([name], index) => name === String(index))
  return isList ? values.map(([, value]) => value) : Object.fromEntries(values)
}

/** `smart_objects[0][asset][file]` → `{smart_objects: [{asset: {file}}]}`. */
const expandBrackets = (fields: Iterable<[string, FormDataEntryValue]>): unknown => {
  const tree: Tree = new Map()
  let count = 0
  for (const [name, value] of fields) {
    const path = name.split(/[[\].]+/).filter((part) => part !== '')
    count += 1
    if (count > MAX_FIELDS || path.length > MAX_DEPTH)
      throw new VendorProblem(422, 'The form has too many fields.')
    plant(tree, path, value)
  }
  return toPlain(tree)
}

/** Reads a JSON or form body into plain values; files stay files. */
export const readBody = async (c: Context): Promise<unknown> => {
  if (Number(c.req.header('content-length') ?? 0) > MAX_BODY_BYTES)
    throw new VendorProblem(413, 'The POST data is too large.')
  const type = c.req.header('content-type') ?? ''
  if (/^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(type)) {
    try {
      return expandBrackets(await c.req.formData())
    } catch (error) {
      if (error instanceof VendorProblem) throw error
      throw new VendorProblem(400, 'The form could not be read.')
    }
  }
  try {
    return await c.req.json()
  } catch {
    // Laravel treats an unreadable JSON body as an empty one: validation says what is missing.
    return {}
  }
}
