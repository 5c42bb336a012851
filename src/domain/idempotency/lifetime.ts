/** How long an answer is kept; after it the same key is a new request. */
export const LIFETIME_MS = 24 * 60 * 60_000
