import type { Random } from './random.ts'
import type { Service } from './scheduler.ts'

export type Chaos = ReturnType<typeof createChaos>

const KINDS = [
  'kills',
  'storage fails',
  'ledger fails',
  'limiter fails',
  'queue fails',
  'messages are lost',
  'messages come twice',
  'machines stand still',
  'alarms are late',
  'objects are evicted',
  'crons are missed',
  'the vendor is slow',
  'the vendor cuts calls',
  'the vendor errs',
  'the vendor throttles',
  'the vendor refuses the key',
  'results do not arrive',
  'the shop throttles',
  'the shop loses answers',
  'the shop errs',
  'the shop refuses the token',
  'the shop refuses the app',
] as const

export type Kind = (typeof KINDS)[number]

const SENTENCES: Partial<Record<Service, string>> = {
  d1: 'D1_ERROR: Network connection lost.',
  ledger: 'Durable Object reset because its code was updated.',
  limiter: 'Durable Object is overloaded. Requests queued for too long.',
}

/** What goes wrong in a world, and how much of it. */
export type Troubles = { kinds: readonly Kind[]; severity: number }

/** Kinds of trouble by their names; throws on a name that is none. */
export function kindsNamed(names: readonly string[]): Kind[] {
  return names.map((name) => {
    const kind = KINDS.find((each) => each === name)
    if (!kind) throw new RangeError(`there is no trouble named ${name}`)
    return kind
  })
}

/**
 * What goes wrong in a world, and how often: `only` this, or as chance will have it. Some
 * worlds are quiet; most have one or two kinds of trouble and much of it, which finds more than a
 * little of everything.
 */
export function createChaos(random: Random, only?: Troubles) {
  const { chosen, severity } = only
    ? { chosen: new Set(only.kinds), severity: only.severity }
    : mixKinds(random)
  let on = false
  const chance = (kind: Kind, probability: number) =>
    on && chosen.has(kind) && random.chance(Math.min(0.9, probability * severity))

  return {
    kinds: [...chosen],
    /** No kind of trouble at all: what such a world does not do in time, it is the product's fault. */
    isQuiet: chosen.size === 0,
    start() {
      on = true
    },
    /** Faults stop: from here on the system must come to rest. */
    stop() {
      on = false
    },
    isOn: () => on,
    chance,
    /** A call's way to another machine; now and then a machine stands still for minutes. */
    latencyMs: () =>
      chance('machines stand still', 0.006)
        ? random.between(5_000, 150_000)
        : random.between(1, 60),
    kills: () => chance('kills', 0.012),
    /** A service fails before its effect, or after it: the caller sees the same. */
    failure(service: Service): 'before' | 'after' | undefined {
      const kind = kindOf(service)
      return kind && chance(kind, 0.03) ? random.pick(['before', 'after']) : undefined
    },
    sentence: (service: Service) => SENTENCES[service] ?? 'Network connection lost.',
    alarmLatenessMs: () =>
      chance('alarms are late', 0.15) ? random.between(1_000, 3 * 60 * 60_000) : 0,
  }
}

function kindOf(service: Service): Kind | undefined {
  if (service === 'd1' || service === 'r2' || service === 'images') return 'storage fails'
  if (service === 'ledger') return 'ledger fails'
  if (service === 'limiter') return 'limiter fails'
  return service === 'queue' ? 'queue fails' : undefined
}

function mixKinds(random: Random): { chosen: Set<Kind>; severity: number } {
  const mix = random.next()
  const chosen = new Set<Kind>()
  if (mix < 0.1) return { chosen, severity: 1 }
  if (mix < 0.65) {
    const wanted = random.between(1, 2)
    while (chosen.size < wanted) chosen.add(random.pick(KINDS))
    return { chosen, severity: random.pick([1, 2, 3]) }
  }
  for (const kind of KINDS) if (random.chance(0.7)) chosen.add(kind)
  return { chosen, severity: random.pick([0.3, 0.6]) }
}
