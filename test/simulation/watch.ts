import type { DatabaseSync } from 'node:sqlite'
import type { Shelf } from './bindings/bucket.ts'
import type { ObjectCall, Objects } from './bindings/objects.ts'
import type { Chaos } from './chaos.ts'
import { createLedgerWatch } from './ledger-watch.ts'
import {
  isDecided,
  isUnfinished,
  MOVES_BUDGETS,
  MOVES_MOCKUPS,
  type MockupFact,
  OPEN_FAULTS,
  readBudgets,
  readMockups,
} from './product-facts.ts'
import type { Process, Scheduler, Service } from './scheduler.ts'
import type { Shop } from './shop.ts'
import type { Vendor, VendorCall } from './vendor.ts'
import { Violation } from './violation.ts'
import type { User } from './world.ts'

export type Watch = ReturnType<typeof createWatch>
export type Finding = { sentence: string; fault: string }
type Parts = {
  db: DatabaseSync
  shelf: Shelf
  scheduler: Scheduler
  chaos: Chaos
  vendor: Vendor
  ledgers: Objects
  shops: ReadonlyMap<string, Shop>
  users: readonly User[]
  /** Where nothing goes wrong, a first render begins within this. */
  firstRenderMs: number
}
/** A run whose cancellation was answered, and the calls that were under way then. */
type Cancelled = { inFlight: Map<string, number> }

/** Looks at the world after every effect, past all processes, and ends a history that breaks a rule. */
export function createWatch(parts: Parts) {
  const { db, scheduler, chaos, shops, users } = parts
  const findings: Finding[] = []
  let mockups = new Map<string, MockupFact>()
  let moved = false
  const seen = new Set<string>()
  /** Since when each mockup that was accepted is without an end. */
  const openSince = new Map<string, number>()
  const begun = new Set<string>()
  /** How often a label's picture was lost, doubted or deleted: as often may it be paid for again. */
  const losses = new Map<string, number>()
  const cancelled = new Map<string, Cancelled>()
  const askedAgain = new Set<string>()
  const regenerations = new Set<string>()
  const callsOf = new Map<string, number>()
  const ledger = createLedgerWatch(parts, broke)

  /** A rule is broken: the end of this history, unless the product is known to break it. */
  function broke(sentence: string): void {
    const open = OPEN_FAULTS.find((each) => each.sentence.test(sentence))
    if (!open) throw new Violation(sentence)
    scheduler.note('known fault', sentence)
    findings.push({ sentence, fault: open.fault })
  }

  function rule(holds: boolean, sentence: () => string): void {
    if (!holds) broke(sentence())
  }

  function wrote(text: string): void {
    if (MOVES_MOCKUPS.test(text)) moved = true
    if (MOVES_BUDGETS.test(text)) noteBudgets()
  }

  function noteBudgets(): void {
    const ids = users.map(({ id }) => id)
    for (const [id, credits] of readBudgets(db, ids)) ledger.budgetChanged(id, credits)
  }

  function after(service: Service, process: Process): void {
    if (moved) {
      moved = false
      lookAtMockups(process)
    }
    if (service === 'shop') lookAtShops()
  }

  function lookAtMockups(process: Process): void {
    const now = new Map(readMockups(db).map((row) => [row.id, row]))
    for (const id of now.keys()) seen.add(id)
    for (const row of now.values()) {
      const before = mockups.get(row.id)
      if (before?.status === row.status && before.failure === row.failure) continue
      if (!before) accept(row)
      if (row.regenerate) regenerations.add(row.label)
      if (!isUnfinished(row)) openSince.delete(row.id)
      else if (!openSince.has(row.id)) openSince.set(row.id, scheduler.now())
      if (row.failure === 'suspect' || row.failure === 'lost') lose(row.label)
      if (before && process.kind !== 'person') judgeMachine(before, row, process)
    }
    for (const before of mockups.values()) {
      if (now.has(before.id)) continue
      openSince.delete(before.id)
      lose(before.label)
    }
    mockups = now
  }

  function accept(row: MockupFact): void {
    if (!isUnfinished(row)) return
    openSince.set(row.id, scheduler.now())
    const { leader } = row
    const isThere = leader === null || seen.has(leader)
    rule(isThere, () => `I7: ${row.id} waits for ${leader}, which was never written`)
  }

  function lose(label: string): void {
    losses.set(label, (losses.get(label) ?? 0) + 1)
  }

  /** I19: a machine never undoes what a person decided. */
  function judgeMachine(before: MockupFact, row: MockupFact, { name }: Process): void {
    const undone = isDecided(before) && before.status !== row.status
    rule(
      !undone || !decidedByPerson.has(row.id),
      () => `I19: ${name} made ${row.id} ${row.status}, which a person had ${before.status}`,
    )
    const revived = before.failure === 'cancelled' && isUnfinished(row)
    rule(
      !revived || askedAgain.has(row.id),
      () => `I16: ${name} revives ${row.id} of a cancelled run`,
    )
  }

  const decidedByPerson = new Set<string>()

  /** I12: at most one product at the shop for each of ours, whose id is in its SKUs. */
  function lookAtShops(): void {
    for (const { domain, state } of shops.values()) {
      const skus = state.products.flatMap((product) => product.variants.map(({ sku }) => sku))
      rule(new Set(skus).size === skus.length, () => `I12: a product is twice at ${domain}`)
    }
  }

  function vendorCalled(call: VendorCall): void {
    const { label } = call
    callsOf.set(label, (callsOf.get(label) ?? 0) + 1)
    const wanting = [...mockups.values()].filter((row) => row.label === label)
    if (!begun.has(label)) judgeWaiting(wanting)
    begun.add(label)
    ledger.judgeCall(label, callsOf.get(label) ?? 0)
    judgeCancelled(label, wanting)
  }

  /** I17: where nothing goes wrong, nobody's first render waits for another's work. */
  function judgeWaiting(wanting: MockupFact[]): void {
    if (!chaos.isQuiet) return
    const since = Math.min(...wanting.flatMap((row) => openSince.get(row.id) ?? []))
    const waited = scheduler.now() - since
    rule(
      !(waited > parts.firstRenderMs),
      () =>
        `I17: the first render of ${wanting[0]?.id} began after ${Math.round(waited / 1_000)} s`,
    )
  }

  /** I16: nothing of a cancelled run is paid after the answer, save what was under way then. */
  function judgeCancelled(label: string, wanting: MockupFact[]): void {
    const runs = wanting.map((row) => cancelled.get(row.runId))
    if (wanting.length === 0 || runs.some((run) => run === undefined)) return
    if (wanting.some((row) => askedAgain.has(row.id))) return
    for (const run of runs) {
      const left = run?.inFlight.get(label) ?? 0
      if (left <= 0) continue
      run?.inFlight.set(label, left - 1)
      return
    }
    broke(`I16: a render is asked for ${label}, whose run was cancelled before`)
  }

  function vendorCharged(call: VendorCall): void {
    ledger.judgeCharge(call.label, parts.vendor.calls)
    judgeFingerprint(call)
  }

  /** I15: a picture is paid once, unless it was made again on purpose, lost, doubted or deleted. */
  function judgeFingerprint({ key, fingerprint }: VendorCall): void {
    const same = parts.vendor.calls.filter(
      (call) => call.key === key && call.fingerprint === fingerprint,
    )
    const paid = same.filter((call) => call.charged && !regenerations.has(call.label))
    const labels = new Set(same.map((call) => call.label))
    let lost = 0
    for (const label of labels) lost += (losses.get(label) ?? 0) + ledger.doubtsOf(label)
    rule(
      paid.length <= 1 + lost,
      () =>
        `I15: the same picture is paid ${paid.length} times (${[...labels].join(', ')}), with ${lost} losses`,
    )
  }

  noteBudgets()
  return {
    findings: (): readonly Finding[] => findings,
    broke,
    rule,
    wrote,
    after,
    vendorCalled,
    vendorCharged,
    ledgerCalled: (call: ObjectCall) => ledger.called(call),
    ledger,
    /** How often a label's picture was lost, doubted or deleted. */
    lossesOf: (label: string) => losses.get(label) ?? 0,
    mockups: (): MockupFact[] => [...mockups.values()],
    openSince: (): ReadonlyMap<string, number> => openSince,
    /** A person asked for these to be paid for again, whatever was before. */
    askAgain(ids: readonly string[]): void {
      for (const id of ids) askedAgain.add(id)
    },
    decided(ids: readonly string[]): void {
      for (const id of ids) decidedByPerson.add(id)
    },
    /** The cancellation of a run was answered: what is in flight now may still be paid. */
    cancelAnswered(userId: string, runId: string): void {
      const inFlight = new Map<string, number>()
      for (const label of ledger.labelsOf(userId)) {
        inFlight.set(label, ledger.underWay(label, callsOf.get(label) ?? 0))
      }
      cancelled.set(runId, { inFlight })
      for (const row of mockups.values()) if (row.runId === runId) askedAgain.delete(row.id)
    },
    userOf: (id: string) => users.find((user) => user.id === id),
  }
}
