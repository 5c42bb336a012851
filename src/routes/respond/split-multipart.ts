/** A field of a form, or a file of it: a file has a name, which may be empty. */
export type FormPart = {
  name: string
  fileName: string | undefined
  bytes: Uint8Array<ArrayBuffer>
}

const CRLF = '\r\n'
const HEADER_END = encode(`${CRLF}${CRLF}`)
const DASH = 0x2d
const CARRIAGE_RETURN = 0x0d
/** More than a name and a file name take, however long. */
const MAX_HEADER_BYTES = 16 * 1024
const MAX_PARTS = 100

/**
 * The parts of a multipart form, as views of its bytes: `formData()` would copy a file twice.
 * Undefined where it is not complete.
 */
export function splitMultipart(
  body: Uint8Array<ArrayBuffer>,
  contentType: string,
): FormPart[] | undefined {
  const boundary = boundaryOf(contentType)
  if (!boundary) return
  const delimiter = encode(`${CRLF}--${boundary}`)
  const parts: FormPart[] = []
  // The first one stands at the beginning, where nothing needs to end before it.
  let at = startsWith(body, 0, delimiter.subarray(CRLF.length))
    ? delimiter.length - CRLF.length
    : end(body, delimiter, 0)
  while (at !== undefined && parts.length <= MAX_PARTS) {
    if (body[at] === DASH && body[at + 1] === DASH) return parts
    const headers = find(body.subarray(0, at + MAX_HEADER_BYTES), HEADER_END, at)
    if (headers === undefined) return
    const begins = headers + HEADER_END.length
    const ends = find(body, delimiter, begins)
    if (ends === undefined) return
    const named = readNames(body.subarray(at, headers))
    if (!named) return
    parts.push({ ...named, bytes: body.subarray(begins, ends) })
    at = ends + delimiter.length
  }
}

/** What a form has before the bytes of its file, and how it ends if nothing follows them. */
export type FormHead = {
  fields: Record<string, string>
  name: string
  /** Where the file begins. */
  begins: number
  /** What stands between the file and anything that follows it. */
  delimiter: Uint8Array<ArrayBuffer>
  ending: Uint8Array<ArrayBuffer>
}

/**
 * The fields of a form up to its first file, of as much of it as has arrived: undefined while that
 * does not reach a file, `incomplete` where it never will.
 */
export function splitFormHead(
  head: Uint8Array<ArrayBuffer>,
  contentType: string,
): FormHead | 'incomplete' | undefined {
  const boundary = boundaryOf(contentType)
  if (!boundary) return 'incomplete'
  const delimiter = encode(`${CRLF}--${boundary}`)
  const opening = delimiter.subarray(CRLF.length)
  const fields: Record<string, string> = {}
  let at = startsWith(head, 0, opening) ? opening.length : end(head, delimiter, 0)
  while (at !== undefined && at + 1 < head.length) {
    if (head[at] === DASH && head[at + 1] === DASH) return 'incomplete'
    const headers = find(head, HEADER_END, at)
    if (headers === undefined) return
    const named = readNames(head.subarray(at, headers))
    if (!named) return 'incomplete'
    const begins = headers + HEADER_END.length
    if (named.fileName !== undefined) {
      if (named.name !== 'file') return 'incomplete'
      const ending = encode(`${CRLF}--${boundary}--${CRLF}`)
      return { fields, name: named.fileName, begins, delimiter, ending }
    }
    const ends = find(head, delimiter, begins)
    if (ends === undefined) return
    fields[named.name] = new TextDecoder().decode(head.subarray(begins, ends))
    at = ends + delimiter.length
  }
}

function boundaryOf(contentType: string): string | undefined {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType) ?? []
  return quoted ?? plain
}

function readNames(header: Uint8Array): Pick<FormPart, 'name' | 'fileName'> | undefined {
  const lines = new TextDecoder().decode(header).split(CRLF)
  const disposition = lines.find((line) => /^content-disposition:\s*form-data\s*;/i.test(line))
  const name = disposition && parameter(disposition, 'name')
  if (!disposition || name === undefined) return
  return { name, fileName: parameter(disposition, 'filename') }
}

/** A value in quotes, where browsers write those of its own and ends of lines as `%…`, or without. */
function parameter(line: string, name: string): string | undefined {
  const [, quoted, plain] =
    new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^\\s;"]*))`, 'i').exec(line) ?? []
  return quoted?.replace(/%(?:22|0D|0A)/gi, decodeURIComponent) ?? plain
}

/** Where a run of bytes that begins with a carriage return is found next. */
function find(bytes: Uint8Array, wanted: Uint8Array, from: number): number | undefined {
  let at = bytes.indexOf(CARRIAGE_RETURN, from)
  while (at >= 0 && !startsWith(bytes, at, wanted)) at = bytes.indexOf(CARRIAGE_RETURN, at + 1)
  return at < 0 ? undefined : at
}

function end(bytes: Uint8Array, wanted: Uint8Array, from: number): number | undefined {
  const at = find(bytes, wanted, from)
  return at === undefined ? undefined : at + wanted.length
}

/** Tells of pieces, one after the other, whether a run of bytes is anywhere in them. */
export function createScan(wanted: Uint8Array): (piece: Uint8Array) => boolean {
  let before = new Uint8Array()
  return (piece) => {
    const across = new Uint8Array([...before, ...piece.subarray(0, wanted.length - 1)])
    before = new Uint8Array(
      [...before, ...piece.slice(-wanted.length + 1)].slice(-wanted.length + 1),
    )
    return find(across, wanted, 0) !== undefined || find(piece, wanted, 0) !== undefined
  }
}

function startsWith(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let n = 0; n < wanted.length; n++) if (bytes[at + n] !== wanted[n]) return false
  return true
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text))
}
