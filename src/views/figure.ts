const figures = new Intl.NumberFormat('en-US')

/** 3500 → "3,500" */
export function figure(n: number): string {
  return figures.format(n)
}
