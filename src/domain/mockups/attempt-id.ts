/** The id of one paid attempt at a mockup: what the ledger, the message and the row agree on. */
export function attemptId(mockup: { id: string; attempt: number }): string {
  return `${mockup.id}.${mockup.attempt}`
}
