import type { MonthUsage } from '../../domain/credits/months.ts'
import { formatNumber } from '../format-number.ts'
import { chartTop } from './chart-top.ts'
import { formatMonth } from './format-period.ts'
import { creditWords } from './words.ts'

const WIDTH = 480
const HEIGHT = 278
const LEFT = 44
const RIGHT = 4
const TOP = 36
const LEGEND = 10
const BOTTOM = 28
const BAR_SHARE = 0.62

export type MonthChartProps = { year: number; months: readonly MonthUsage[]; limit: number }

/** A bar for each month and a line for the soft limit; the table next to it has the same numbers. */
export function MonthChart({ year, months, limit }: MonthChartProps) {
  const top = chartTop(Math.max(limit, ...months.map(({ used }) => used)))
  const y = (credits: number) =>
    HEIGHT - BOTTOM - (Math.max(0, credits) / top) * (HEIGHT - TOP - BOTTOM)
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={creditWords.chart(year, limit)}
    >
      {[0, top / 2, top].map((credits) => (
        <Rule y={y(credits)} label={formatNumber(credits)} />
      ))}
      {months.map((one, index) => (
        <Bar usage={one} index={index} limit={limit} y={y} />
      ))}
      <line class="chart-limit" x1={LEFT} x2={WIDTH - RIGHT} y1={y(limit)} y2={y(limit)} />
      <line class="chart-limit" x1={LEFT} x2={LEFT + 24} y1={LEGEND} y2={LEGEND} />
      <text class="chart-label" x={LEFT + 32} y={LEGEND + 5}>
        {creditWords.limitLine(limit)}
      </text>
    </svg>
  )
}

function Rule({ y, label }: { y: number; label: string }) {
  return (
    <>
      <line class="chart-rule" x1={LEFT} x2={WIDTH - RIGHT} y1={y} y2={y} />
      <text class="chart-label" x={LEFT - 8} y={y + 5} text-anchor="end">
        {label}
      </text>
    </>
  )
}

type BarProps = {
  usage: MonthUsage
  index: number
  limit: number
  y: (credits: number) => number
}

function Bar({ usage, index, limit, y }: BarProps) {
  const step = (WIDTH - LEFT - RIGHT) / 12
  const width = step * BAR_SHARE
  const x = LEFT + index * step + (step - width) / 2
  return (
    <g>
      <title>
        {formatMonth(usage.month)}: {formatNumber(usage.used)}
      </title>
      <rect
        class={usage.used > limit ? 'chart-bar chart-bar-over' : 'chart-bar'}
        x={x}
        y={y(usage.used)}
        width={width}
        height={y(0) - y(usage.used)}
        rx="2"
      />
      <text class="chart-label" x={x + width / 2} y={HEIGHT - 8} text-anchor="middle">
        {formatMonth(usage.month).charAt(0)}
      </text>
    </g>
  )
}
