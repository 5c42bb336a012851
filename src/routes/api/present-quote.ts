import type { Quote } from '../../domain/quotes/get-quote.ts'

/** A quote as callers see it: the row without its owner. */
export function presentQuote({ user_id: _owner, ...quote }: Quote) {
  return quote
}
