import { figure } from './figure.ts'

/** 3500, "credit" → "3,500 credits" */
export function counted(n: number, noun: string, plural = `${noun}s`): string {
  return `${figure(n)} ${n === 1 ? noun : plural}`
}
