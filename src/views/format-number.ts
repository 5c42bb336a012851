const format = new Intl.NumberFormat('en-US')

/** 3500 → "3,500" */
export function formatNumber(n: number): string {
  return format.format(n)
}

/** What is counted no further than to 100: 100 → "99+" */
export function formatCounted(n: number): string {
  return n < 100 ? formatNumber(n) : '99+'
}
