/** An invariant that does not hold: ends the simulation, whoever is at work. */
export class Violation extends Error {
  override readonly name = 'Violation'
}

/** A fault that was let loose on purpose; the code under test may see it as it likes. */
export class InjectedFault extends Error {
  override readonly name = 'InjectedFault'
}

export function must(holds: boolean, sentence: () => string): void {
  if (!holds) throw new Violation(sentence())
}
