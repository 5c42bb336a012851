import type { MonthUsage, UsageSums } from '../../domain/credits/months.ts'
import { formatNumber } from '../format-number.ts'
import { creditsUrl } from './credits-url.ts'
import { formatMonth } from './format-period.ts'
import { creditWords } from './words.ts'

export type MonthTableProps = { year: number; months: readonly MonthUsage[]; total: UsageSums }

/** The chart's figures. It stays a table on a phone too. */
export function MonthTable({ year, months, total }: MonthTableProps) {
  return (
    <table class="figure-table">
      <caption class="visually-hidden">{creditWords.ofEachMonth(year)}</caption>
      <thead>
        <tr>
          <th scope="col">{creditWords.month}</th>
          <th scope="col">{creditWords.spent}</th>
          <th scope="col">{creditWords.refunded}</th>
          <th scope="col">{creditWords.used}</th>
        </tr>
      </thead>
      <tbody>
        {months.map((one) => (
          <tr>
            <th scope="row">
              <a href={creditsUrl({ period: { year, month: one.month } })}>
                {formatMonth(one.month)}
              </a>
            </th>
            <Sums of={one} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{year}</th>
          <Sums of={total} />
        </tr>
      </tfoot>
    </table>
  )
}

function Sums({ of }: { of: UsageSums }) {
  return (
    <>
      <td>{formatNumber(of.generation + of.regeneration)}</td>
      <td>{formatNumber(of.refund - of.correction)}</td>
      <td>{formatNumber(of.used)}</td>
    </>
  )
}
