import { formatNumber } from '../format-number.ts'

/** "12 mockups are stale"; `count` is one more than `most` where there are more than that. */
export function staleWords(count: number, most: number): string {
  if (count === 1) return '1 mockup is stale'
  return count > most
    ? `More than ${formatNumber(most)} mockups are stale`
    : `${formatNumber(count)} mockups are stale`
}
