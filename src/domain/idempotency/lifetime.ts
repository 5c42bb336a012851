/** How long an answer is kept; after it the same key is a new request. */
export const LIFETIME_MS = 24 * 60 * 60_000

/** The status of a request that failed and may be tried again under the same work id. */
export const TRY_AGAIN = 0
