/** How long an answer is kept; after it the same key is a new request. */
export const LIFETIME_MS = 24 * 60 * 60_000

/** Stands in place of the status where a request failed without an answer worth keeping. */
export const TRY_AGAIN = 0
