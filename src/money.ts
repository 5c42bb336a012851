/** Money is kept in integer minor units of its currency; these are the only conversions. */

/** What prices are in unless another currency is given; the system's prices are in it. */
export const DEFAULT_CURRENCY = 'USD'

/** How far a binary fraction may be from the whole minor unit that was meant. */
const TOLERANCE = 1e-6

const knownDecimals = new Map<string, number>()

/** How many decimals the currency has: 2 for USD, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: string): number {
  const known = knownDecimals.get(currency)
  if (known !== undefined) return known
  const decimals = formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2
  knownDecimals.set(currency, decimals)
  return decimals
}

/** Whether this is the code of a currency that amounts can be kept in. */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code)
}

/** 24.99 → 2499 in USD. Rounds to the nearest minor unit; the amount must be finite. */
export function toMinor(amount: number, currency: string): number {
  if (!Number.isFinite(amount)) throw new RangeError(`not an amount of money: ${amount}`)
  return Math.round(amount * 10 ** decimalsOf(currency))
}

/** Whether the currency has units small enough for the amount: 24.5 is no amount of JPY. */
export function hasUnitsFor(amount: number, currency: string): boolean {
  const scaled = amount * 10 ** decimalsOf(currency)
  return Math.abs(scaled - Math.round(scaled)) < TOLERANCE
}

/** 2499 → 24.99 in USD, for JSON answers. */
export function toMajor(minor: number, currency: string): number {
  return minor / 10 ** decimalsOf(currency)
}

/** 2499 → "24.99" in USD, the form Shopify takes: the currency's decimals, no grouping. */
export function toDecimalString(minor: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const sign = minor < 0 ? '-' : ''
  const digits = Math.abs(minor)
    .toString()
    .padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`
}

/** 249900 → "$2,499.00" in USD, for people. */
export function formatMoney(minor: number, currency: string): string {
  return formatOf(currency).format(toMajor(minor, currency))
}

/** The prefix of an amount that is typed: "$" for USD, "KWD" for KWD. */
export function currencySymbol(currency: string): string {
  const parts = formatOf(currency).formatToParts(0)
  return parts.find(({ type }) => type === 'currency')?.value ?? currency
}

function formatOf(currency: string): Intl.NumberFormat {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency })
}
