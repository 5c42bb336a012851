/** Money is kept in integer minor units (cents); these are the only conversions. */
const MINOR_PER_MAJOR = 100

/** 24.99 → 2499. Rounds to the nearest cent; the input must be finite. */
export function toMinor(amount: number): number {
  if (!Number.isFinite(amount)) throw new RangeError(`not an amount of money: ${amount}`)
  return Math.round((amount + Number.EPSILON) * MINOR_PER_MAJOR)
}

/** 2499 → 24.99, for JSON answers. */
export function toMajor(minor: number): number {
  return minor / MINOR_PER_MAJOR
}

/** 2499 → "24.99", the form Shopify takes: two decimals, no grouping. */
export function toDecimalString(minor: number): string {
  const sign = minor < 0 ? '-' : ''
  const digits = Math.abs(minor).toString().padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** 249900 → "$2,499.00", for people. */
export function formatMoney(minor: number, currency = 'USD'): string {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(toMajor(minor))
}
