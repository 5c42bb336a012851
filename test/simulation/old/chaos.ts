import type { Random } from './random.ts'

export type Chaos = ReturnType<typeof createChaos>

/** How much goes wrong, and when. Some seeds are quiet, so that the plain path is run as well. */
export function createChaos(random: Random) {
  const severity = random.pick([0, 0.3, 1, 1, 2.5])
  let on = true
  const chance = (probability: number) => on && random.chance(probability * severity)

  return {
    /** Faults stop: from here on the system must come to rest. */
    stop() {
      on = false
    },
    chance,
    /** A message to or from another machine; now and then a machine stands still for minutes. */
    latencyMs: () => (chance(0.006) ? random.between(5_000, 150_000) : random.between(1, 60)),
    crashes: () => chance(0.008),
    /** A service fails before its effect, or after it: the caller sees the same. */
    failure(): 'before' | 'after' | undefined {
      if (!chance(0.02)) return undefined
      return random.pick(['before', 'after'])
    },
    /** How long after its time an alarm fires. */
    alarmLatenessMs: () => (chance(0.08) ? random.between(1_000, 3 * 60 * 60_000) : 0),
  }
}
