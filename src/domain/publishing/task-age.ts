const TIME_HEX_DIGITS = 12

/** How old a task is, in milliseconds: its id is time-ordered, so it says when it was made. */
export function taskAgeMs(taskId: string, nowMs: number): number {
  const madeAt = Number.parseInt(taskId.replaceAll('-', '').slice(0, TIME_HEX_DIGITS), 16)
  return Math.max(0, nowMs - madeAt)
}
