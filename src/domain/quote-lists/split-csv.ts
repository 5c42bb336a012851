const QUOTE = '"'

/**
 * The records of a text of separated values (RFC 4180), each with its cells: a cell in quotation
 * marks may hold separators, line breaks, and quotation marks written twice. Empty records are left
 * out; a quotation mark that never ends ends with the text.
 */
export function splitCsv(text: string, separator: string): string[][] {
  const records: string[][] = []
  let [record, cell, isQuoted]: [string[], string, boolean] = [[], '', false]
  const endCell = () => {
    record.push(cell.trim())
    cell = ''
  }
  const endRecord = () => {
    endCell()
    if (record.some((one) => one !== '')) records.push(record)
    record = []
  }
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (isQuoted && character === QUOTE && text[at + 1] === QUOTE) {
      cell += QUOTE
      at += 1
    } else if (isQuoted) {
      if (character === QUOTE) isQuoted = false
      else cell += character
    } else if (character === QUOTE && cell.trim() === '') {
      isQuoted = true
      cell = ''
    } else if (character === separator) endCell()
    else if (character === '\n') endRecord()
    else if (character !== '\r') cell += character
  }
  endRecord()
  return records
}
