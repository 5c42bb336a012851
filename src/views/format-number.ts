const format = new Intl.NumberFormat('en-US')

/** 3500 → "3,500" */
export function formatNumber(n: number): string {
  return format.format(n)
}
