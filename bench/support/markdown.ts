import { type Measure, passes, type Table } from './bench.ts'

/** A number as people read it: whole, or to three digits. */
function shown(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en-US')
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

/** The measures of some benches as the rows of one table. */
export function measureRows(id: string, measures: readonly Measure[]): string[] {
  return measures.map((measure) => {
    const { what, value, unit = '', spread, note } = measure
    const range = spread ? ` (${shown(spread.least)}–${shown(spread.most)})` : ''
    const passed = passes(measure)
    const cells = [
      id,
      note ? `${what} (${note})` : what,
      `${shown(value)}${unit}${range}`,
      goalOf(measure),
      passed === undefined ? '' : passed ? 'yes' : '**no**',
    ]
    return `| ${cells.join(' | ')} |`
  })
}

function goalOf({ atMost, atLeast, unit = '' }: Measure): string {
  if (atMost !== undefined) return `≤ ${shown(atMost)}${unit}`
  return atLeast === undefined ? '' : `≥ ${shown(atLeast)}${unit}`
}

export const MEASURE_HEAD = [
  '| bench | what | median (least–most) | goal | met |',
  '|---|---|---|---|---|',
]

export function toMarkdown({ title, columns, rows }: Table): string {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => (typeof cell === 'number' ? shown(cell) : cell.replaceAll('|', '\\|'))).join(' | ')} |`
  return [`${title}:`, '', line(columns), line(columns.map(() => '---')), ...rows.map(line)].join(
    '\n',
  )
}
