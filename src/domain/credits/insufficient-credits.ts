import { AppError } from '../../errors.ts'

/** The message when a reservation does not fit the budget. */
export function insufficientSentence(remaining: number): string {
  return `Insufficient credits. ${remaining} remaining.`
}

export function insufficientCredits(remaining: number): AppError {
  return new AppError('insufficient_credits', insufficientSentence(remaining))
}
