/** When Cloudflare's price lists were last looked up: a paid plan, beyond what it includes. */
export const PRICES_DATE = '2026-11-21'

const MILLION = 1_000_000

/** Dollars for one of each. */
export const DOLLARS = {
  d1RowRead: 0.001 / MILLION,
  d1RowWritten: 1 / MILLION,
  objectRowRead: 0.001 / MILLION,
  objectRowWritten: 1 / MILLION,
  objectRequest: 0.15 / MILLION,
  /** An object has 128 MB. */
  objectGbSecond: 12.5 / MILLION,
  workerRequest: 0.3 / MILLION,
  cpuMs: 0.02 / MILLION,
  /** Writing, reading and deleting a message are one each. */
  queueOperation: 0.4 / MILLION,
  r2ClassA: 4.5 / MILLION,
  r2ClassB: 0.36 / MILLION,
  imageTransformation: 0.5 / 1_000,
}
