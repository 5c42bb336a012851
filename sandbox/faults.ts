import * as z from 'zod'

/** Labels remembered per fault; beyond this the oldest is forgotten. */
const MAX_LABELS = 10_000
const MAX_FAULTS = 100

const VENDORS = ['dynamic_mockups', 'shopify'] as const
const KINDS = [
  'latency',
  'status',
  'timeout',
  'reset',
  'lost_response',
  'rate_limit',
  'html_error',
  'bad_result',
] as const
const BAD_RESULTS = [
  'success_false',
  'no_export_path',
  'foreign_host',
  'html',
  'expired_link',
  'huge',
  'truncated',
  'chunked',
  'not_image',
] as const

const count = z.int().min(1).max(1_000_000)

const faultSchema = z
  .strictObject({
    vendor: z.enum(VENDORS),
    kind: z.enum(KINDS),
    /** ms for latency, HTTP status for status and html_error, seconds for rate_limit. */
    value: z.union([z.int().min(0).max(600_000), z.enum(BAD_RESULTS)]).optional(),
    operation: z.string().min(1).max(100).optional(),
    every: count.optional(),
    consecutive: count.optional(),
    probability: z.number().gt(0).max(1).optional(),
    times: count.optional(),
    key: z.string().min(1).max(200).optional(),
    shop: z.string().min(1).max(200).optional(),
  })
  .superRefine((fault, issue) => {
    const wrong = (message: string) => issue.addIssue({ code: 'custom', path: ['value'], message })
    const number = typeof fault.value === 'number' ? fault.value : undefined
    if (fault.kind === 'latency' && number === undefined) wrong('latency wants milliseconds')
    if (fault.kind === 'bad_result' && typeof fault.value !== 'string')
      wrong(`bad_result wants one of ${BAD_RESULTS.join(', ')}`)
    if (fault.kind !== 'bad_result' && typeof fault.value === 'string')
      wrong(`${fault.kind} wants a number`)
    if (fault.kind === 'status' && number === undefined) wrong('status wants an HTTP status')
    const isStatus = fault.kind === 'status' || fault.kind === 'html_error'
    if (isStatus && number !== undefined && (number < 200 || number > 599))
      wrong('an HTTP status is between 200 and 599')
  })

type FaultInput = z.infer<typeof faultSchema>
export type Vendor = FaultInput['vendor']
export type Fault = FaultInput & { id: number; fired: number; seen: number }
export type BadResult = (typeof BAD_RESULTS)[number]

/** Who is calling: a vendor key or a shop, and the label that groups one work's calls. */
export type Scope = { key?: string; shop?: string; label?: string }

type Entry = Fault & { groups: number; labels: Map<string, number> }

/** Operations meant when a fault names none. `*` names all. */
const DEFAULT_OPERATIONS: Record<Vendor, readonly string[]> = {
  dynamic_mockups: ['renders', 'renders/batch'],
  shopify: ['productSet'],
}

const matches = (fault: Entry, vendor: Vendor, operation: string, scope: Scope): boolean => {
  if (fault.vendor !== vendor) return false
  if (fault.key !== undefined && fault.key !== scope.key) return false
  if (fault.shop !== undefined && fault.shop !== scope.shop) return false
  if (fault.operation === '*') return true
  if (fault.operation !== undefined) return fault.operation === operation
  return DEFAULT_OPERATIONS[vendor].includes(operation)
}

/**
 * A labelled call belongs to its label's group: each `every`-th new label is chosen and its first
 * `consecutive` calls are hit, so that retries of one piece of work fail that many times.
 */
const hitsLabel = (fault: Entry, label: string): boolean => {
  if (fault.every === undefined && fault.consecutive === undefined) return true
  let left = fault.labels.get(label)
  if (left === undefined) {
    fault.groups += 1
    left = fault.groups % (fault.every ?? 1) === 0 ? (fault.consecutive ?? 1) : 0
    const oldest = fault.labels.keys().next()
    if (fault.labels.size >= MAX_LABELS && !oldest.done) fault.labels.delete(oldest.value)
  }
  fault.labels.set(label, Math.max(0, left - 1))
  return left > 0
}

/** Without a label the calls themselves are counted: with every 3, consecutive 2 → 3, 4, 6, 7 … */
const hitsCall = (fault: Entry): boolean => {
  const { every, consecutive } = fault
  if (every === undefined) return consecutive === undefined || fault.seen <= consecutive
  return fault.seen >= every && fault.seen % every < (consecutive ?? 1)
}

const decide = (fault: Entry, scope: Scope, random: () => number): boolean => {
  fault.seen += 1
  const hit = scope.label === undefined ? hitsCall(fault) : hitsLabel(fault, scope.label)
  if (!hit || (fault.times !== undefined && fault.fired >= fault.times)) return false
  return fault.probability === undefined || random() < fault.probability
}

const describe = ({ groups: _groups, labels: _labels, ...fault }: Entry): Fault => fault

/** The faults that are set: what fails, for whom, and how often. */
export const createFaults = (random: () => number = Math.random) => {
  let entries: Entry[] = []
  let lastId = 0

  return {
    /** Adds a fault; anything that is not one is answered with zod's issues. */
    add(input: unknown): { ok: true; fault: Fault } | { ok: false; details: z.core.$ZodIssue[] } {
      const parsed = faultSchema.safeParse(input)
      if (!parsed.success) return { ok: false, details: parsed.error.issues }
      lastId += 1
      const entry = { ...parsed.data, id: lastId, fired: 0, seen: 0, groups: 0, labels: new Map() }
      entries = [...entries, entry].slice(-MAX_FAULTS)
      return { ok: true, fault: describe(entry) }
    },

    list: (): Fault[] => entries.map(describe),

    /** Removes the faults of one key or shop, or all of them. */
    clear(scope: Scope & { vendor?: string } = {}): void {
      const { key, shop, vendor } = scope
      entries = entries.filter(
        (fault) =>
          (key !== undefined && fault.key !== key) ||
          (shop !== undefined && fault.shop !== shop) ||
          (vendor !== undefined && fault.vendor !== vendor),
      )
    },

    /** Counts this call at every fault it matches and returns the first that applies. */
    take(vendor: Vendor, operation: string, scope: Scope): Fault | undefined {
      let applied: Entry | undefined
      for (const fault of entries) {
        if (!matches(fault, vendor, operation, scope)) continue
        if (decide(fault, scope, random)) applied ??= fault
      }
      if (applied) applied.fired += 1
      return applied && describe(applied)
    },
  }
}

export type Faults = ReturnType<typeof createFaults>
