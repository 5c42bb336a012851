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
  type PictureFact,
  pictureOf,
  readBudgets,
  readMockups,
  readPictures,
} from './product-facts.ts'
import type { Process, Scheduler, Service } from './scheduler.ts'
import type { Shop } from './shop.ts'
import { createShopJournal } from './shop-journal.ts'
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
/** The calls that were under way when a cancellation or a deletion was answered, by label. */
type UnderWay = Map<string, number>
/** A mockup that was deleted before it had an end, and what was under way when that was answered. */
type Deleted = { row: MockupFact; underWay?: UnderWay }

/** Looks at the world after every effect, past all processes, and ends a history that breaks a rule. */
export function createWatch(parts: Parts) {
  const { db, scheduler, chaos, shops, users } = parts
  const findings: Finding[] = []
  let mockups = new Map<string, MockupFact>()
  let pictures = new Map<string, PictureFact>()
  let moved = false
  /** Since when each mockup that was accepted is without an end. */
  const openSince = new Map<string, number>()
  const begun = new Set<string>()
  /** By the run's id. */
  const cancelled = new Map<string, UnderWay>()
  const deleted = new Map<string, Deleted>()
  /** When those who asked for these once more had their answer; not yet: for ever. */
  const askedAgain = new Map<string, number>()
  const callsOf = new Map<string, number>()
  const ledger = createLedgerWatch(parts, broke)
  const journal = createShopJournal({ ...parts, rule })

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
    if (service === 'shop') {
      lookAtShops()
      journal.look(process)
    }
  }

  function lookAtMockups(process: Process): void {
    const now = new Map(readMockups(db).map((row) => [row.id, row]))
    pictures = new Map(readPictures(db).map((row) => [row.id, row]))
    for (const row of now.values()) {
      const before = mockups.get(row.id)
      if (before?.status === row.status && before.failure === row.failure) continue
      if (!before) accept(row)
      if (!isUnfinished(row)) openSince.delete(row.id)
      else if (!openSince.has(row.id)) openSince.set(row.id, scheduler.now())
      if (before && process.kind !== 'person') judgeMachine(before, row, process)
    }
    for (const row of mockups.values()) {
      if (now.has(row.id)) continue
      if (isUnfinished(row)) deleted.set(row.id, { row })
      openSince.delete(row.id)
    }
    mockups = now
  }

  function accept(row: MockupFact): void {
    if (isUnfinished(row)) openSince.set(row.id, scheduler.now())
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
    const picture = pictureOf(label)
    const wanting = [...mockups.values()].filter((row) => row.pictureId === picture)
    if (!begun.has(picture)) judgeWaiting(wanting)
    begun.add(picture)
    ledger.judgeCall(label, callsOf.get(label) ?? 0)
    judgeUnwanted(label, wanting)
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

  /**
   * I16: what nobody waits for any more is not paid after the answer that said so, save what was
   * under way then. A mockup waits until the cancellation of its run or its own deletion is answered.
   */
  function judgeUnwanted(label: string, wanting: MockupFact[]): void {
    const gone = [...deleted.values()].filter(({ row }) => row.pictureId === pictureOf(label))
    const ended = [
      ...wanting.map((row) => cancelled.get(row.runId)),
      ...gone.map(({ row, underWay }) => underWay ?? cancelled.get(row.runId)),
    ]
    if (ended.length === 0 || ended.includes(undefined)) return
    if (wanting.some((row) => askedAgain.has(row.id))) return
    const allowing = ended.find((underWay) => (underWay?.get(label) ?? 0) > 0)
    if (!allowing) broke(`I16: a render is asked for ${label}, for which nobody waits any more`)
    else allowing.set(label, (allowing.get(label) ?? 0) - 1)
  }

  function callsUnderWay(userId: string): UnderWay {
    const labels = ledger.attemptsOf(userId)
    return new Map(labels.map((label) => [label, ledger.underWay(label, callsOf.get(label) ?? 0)]))
  }

  function vendorCharged(call: VendorCall): void {
    ledger.judgeCharge(call.label, parts.vendor.calls)
    judgeFingerprint(call)
  }

  /** I15: the same pixels are paid once, unless made again on purpose, lost, doubted or deleted. */
  function judgeFingerprint({ key, fingerprint }: VendorCall): void {
    const same = parts.vendor.calls.filter(
      (call) => call.key === key && call.fingerprint === fingerprint,
    )
    const paid = same.filter((call) => call.charged)
    const shown = [...new Set(same.map((call) => pictureOf(call.label)))]
    const editions = shown.filter((id) => pictures.get(id)?.isEdition).length
    const lost = shown.reduce((sum, id) => sum + ledger.lossesOf(id), 0)
    const others = editions === shown.length ? 0 : 1
    rule(
      paid.length <= others + editions + lost,
      () =>
        `I15: the same picture is paid ${paid.length} times (${shown.join(', ')}), with ${editions} editions and ${lost} losses`,
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
    journal,
    mockups: (): MockupFact[] => [...mockups.values()],
    pictures: (): ReadonlyMap<string, PictureFact> => pictures,
    openSince: (): ReadonlyMap<string, number> => openSince,
    /** A person asked for these to be paid for again, whatever was before. */
    askAgain(ids: readonly string[]): void {
      for (const id of ids) askedAgain.set(id, Number.POSITIVE_INFINITY)
    },
    againAnswered(ids: readonly string[]): void {
      for (const id of ids) askedAgain.set(id, scheduler.now())
    },
    decided(ids: readonly string[]): void {
      for (const id of ids) decidedByPerson.add(id)
    },
    /**
     * The cancellation of a run was answered: what is in flight now may still be paid, and what was
     * asked for once more while it was asked for.
     */
    cancelAnswered(userId: string, runId: string, sinceMs: number): void {
      cancelled.set(runId, callsUnderWay(userId))
      for (const { id, runId: run } of mockups.values()) {
        if (run === runId && (askedAgain.get(id) ?? 0) < sinceMs) askedAgain.delete(id)
      }
    },
    /** The deletion of a mockup was answered: only what is in flight now may still be paid. */
    deleteAnswered(userId: string, id: string): void {
      const gone = deleted.get(id)
      if (gone) gone.underWay = callsUnderWay(userId)
    },
    userOf: (id: string) => users.find((user) => user.id === id),
  }
}
