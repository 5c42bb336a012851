import { formatNumber } from './format-number.ts'

/** 3500, "credit" → "3,500 credits" */
export function pluralize(n: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(n)} ${n === 1 ? noun : plural}`
}
