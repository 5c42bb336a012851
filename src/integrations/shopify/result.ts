import * as z from 'zod'

/** What a call to Shopify came to. Only `unknown` may have done its work without our knowing. */
export type ShopifyResult<T> = { kind: 'ok'; value: T; cost?: ShopifyCost } | ShopifyFailure

export type ShopifyFailure =
  /** `inTurn`: nothing was sent, since other calls of ours have the shop's points first. */
  | { kind: 'throttled'; waitMs: number; inTurn?: true }
  | { kind: 'unauthorized'; message: string }
  | { kind: 'transient'; message: string }
  | { kind: 'unknown'; message: string }
  | { kind: 'denied'; message: string }

/** The state of the app's bucket at this shop after a call, in cost points. */
export type ShopifyCost = {
  requested: number
  actual: number | null
  maximum: number
  available: number
  restorePerSecond: number
}

export const userErrorsSchema = z.array(
  z.object({
    code: z.string().nullish(),
    field: z.array(z.string()).nullish(),
    message: z.string(),
  }),
)

export type UserErrors = z.infer<typeof userErrorsSchema>

/** Of all codes of user errors, the two that say nothing about the input. */
const TRANSIENT_CODES: ReadonlySet<string> = new Set(['GENERIC_ERROR', 'JOB_ERROR'])

/** User errors come with status 200: the failure they are, or undefined when there are none. */
export function failureOf(errors: UserErrors): ShopifyFailure | undefined {
  if (errors.length === 0) return undefined
  const message = `Shopify refused this: ${errors.map(sentenceOf).join('; ')}`
  const isTransient = errors.every((error) => TRANSIENT_CODES.has(error.code ?? ''))
  return { kind: isTransient ? 'transient' : 'denied', message }
}

function sentenceOf(error: UserErrors[number]): string {
  const field = error.field?.filter((part) => part !== 'input').join('.')
  return field ? `${error.message} (${field})` : error.message
}

/** The same result with another value; failures pass through. */
export function mapOk<T, U>(result: ShopifyResult<T>, map: (value: T) => U): ShopifyResult<U> {
  return result.kind === 'ok' ? { ...result, value: map(result.value) } : result
}
