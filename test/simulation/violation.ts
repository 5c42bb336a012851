/** An invariant that does not hold: ends the history, whatever is running. */
export class Violation extends Error {
  override readonly name = 'Violation'
}

/** A fault injected on purpose; the code under test sees an ordinary error of the platform. */
export class InjectedFault extends Error {
  /** What the runtime sets on an error of an object that restarts. */
  readonly retryable = true
}

export function must(holds: boolean, sentence: () => string): void {
  if (!holds) throw new Violation(sentence())
}
