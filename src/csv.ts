type Cell = string | number | null

// What a spreadsheet would run as a formula.
const FORMULA_START = /^[=+\-@\t\r]/

/** One line of a CSV file as RFC 4180 has it; text that looks like a formula is made plain text. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = FORMULA_START.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
