import type { Quote } from '../../domain/quotes/get-quote.ts'

/** A quote as callers see it: the row without its owner; the version is in the ETag. */
export function presentQuote({ user_id: _owner, version: _version, ...quote }: Quote) {
  return quote
}
