/** Whether a write failed because a row like it is there already. drizzle wraps D1's error. */
export function isUniqueViolation(cause: unknown, table: string): boolean {
  if (!(cause instanceof Error)) return false
  return (
    cause.message.includes(`UNIQUE constraint failed: ${table}.`) ||
    isUniqueViolation(cause.cause, table)
  )
}
