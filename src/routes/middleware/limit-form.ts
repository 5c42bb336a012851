import { bodyLimit } from 'hono/body-limit'
import { AppError } from '../../errors.ts'

// The longest description of a product in a script whose bytes are sent as three each, and all prices.
const MAXIMUM_FORM_BYTES = 256 * 1024

/** Refuses a form without files that is far larger than any of ours. */
export const limitForm = bodyLimit({
  maxSize: MAXIMUM_FORM_BYTES,
  onError: () => {
    throw new AppError(
      'too_large',
      'The form is too large. Nothing was saved. Shorten what you typed.',
    )
  },
})
