import type { ObjectCall, Objects } from './bindings/objects.ts'
import {
  labelOfAttempt,
  openLedgerFacts,
  RESOLVED,
  releasedBy,
  reservedBy,
} from './product-facts.ts'
import type { Scheduler } from './scheduler.ts'
import type { VendorCall } from './vendor.ts'

type Parts = { scheduler: Scheduler; ledgers: Objects }
type Attempt = {
  id: string
  state: string
  newestToken: number
  /** Tokens for which a paid call was declared. */
  started: Set<number>
  /** Of these, the ones that ended as free. */
  free: number
  provenPaid: boolean
  givenBackByPerson: boolean
  countedByPerson: boolean
  doubts: number
}
type Account = { attempts: Map<string, Attempt>; taken: Map<number, number>; corrections: number }

/** A crowd of more is judged by how long it waits alone: looking at all would take too long. */
const MOST_ATTEMPTS = 300
const TOKEN_CALLS: readonly string[] = ['callStarted', 'charged', 'notCharged', 'unknown']

/** Looks at a ledger's own answers after every call: I1, I3, I4, I5, I8. */
export function createLedgerWatch(
  { scheduler, ledgers }: Parts,
  broke: (sentence: string) => void,
) {
  const accounts = new Map<string, Account>()
  const byLabel = new Map<string, Attempt[]>()
  const budgets = new Map<string, { atMs: number; credits: number }[]>()
  let isCrowd = false
  let charges: ReadonlyMap<string, number> = new Map()

  const rule = (holds: boolean, sentence: () => string) => {
    if (!holds) broke(sentence())
  }

  function accountOf(name: string): Account {
    const known = accounts.get(name)
    if (known) return known
    const account: Account = { attempts: new Map(), taken: new Map(), corrections: 0 }
    accounts.set(name, account)
    return account
  }

  function attemptOf(account: Account, id: string): Attempt {
    const known = account.attempts.get(id)
    if (known) return known
    const attempt: Attempt = {
      id,
      state: 'absent',
      newestToken: 0,
      started: new Set(),
      free: 0,
      provenPaid: false,
      givenBackByPerson: false,
      countedByPerson: false,
      doubts: 0,
    }
    account.attempts.set(id, attempt)
    const label = labelOfAttempt(id)
    byLabel.set(label, [...(byLabel.get(label) ?? []), attempt])
    return attempt
  }

  function called(call: ObjectCall): void {
    const account = accountOf(call.name)
    if (call.method === 'reserveMany') {
      const { attemptIds, held } = reservedBy(call.result)
      for (const id of attemptIds) attemptOf(account, id)
      if (held.length > 0) noteEffect(`reserveMany held ${held.length}`)
    }
    const given = releasedBy(call)
    if (given > 0) noteEffect(`${call.method} gave back ${given}`)
    const [id] = call.args
    if (typeof id === 'string' && account.attempts.has(id)) {
      noteAttempt(attemptOf(account, id), call)
    }
    look(account, call)
  }

  function noteEffect(effect: string): void {
    scheduler.findCaller()?.effects.push(`ledger ${effect}`)
  }

  function noteAttempt(attempt: Attempt, { method, args, result }: ObjectCall): void {
    if (method === 'begin') {
      const { token }: { token?: number } = Object.assign({}, result)
      attempt.newestToken = Math.max(attempt.newestToken, token ?? 0)
    }
    if (method === 'resolveSuspect') {
      if (result === 'voided') attempt.givenBackByPerson = true
      if (result === 'posted') attempt.countedByPerson = true
    }
    const token = args[1]
    if (!TOKEN_CALLS.includes(method) || typeof token !== 'number') return
    // I8: whoever holds an older token is refused.
    const stale = token < attempt.newestToken
    rule(
      !stale || result === 'stale',
      () =>
        `I8: ${method} of ${attempt.id} was heard with token ${token}, the newest is ${attempt.newestToken}`,
    )
    if (method === 'callStarted' && result === 'started') attempt.started.add(token)
    if (method === 'charged' && result === 'charged') attempt.provenPaid = true
    const free = method === 'notCharged' && result !== 'stale' && attempt.started.has(token)
    if (free) attempt.free += 1
  }

  function look(account: Account, { name, method }: ObjectCall): void {
    const instance = ledgers.instanceOf(name)
    if (account.attempts.size > MOST_ATTEMPTS) isCrowd = true
    if (!instance || isCrowd) return
    const facts = openLedgerFacts(instance)
    for (const { attemptId, state } of facts.states([...account.attempts.keys()])) {
      const attempt = attemptOf(account, attemptId)
      // I5: what is resolved stays as it is.
      rule(
        !RESOLVED.includes(attempt.state) || attempt.state === state,
        () => `I5: ${attemptId} went from ${attempt.state} to ${state} by ${method}`,
      )
      if (state === 'suspect' && attempt.state !== 'suspect') attempt.doubts += 1
      attempt.state = state
    }
    lookAtBudget(name, account, facts, method)
    lookAtAlarm(name, account, facts, method)
    for (const [id] of account.attempts) judgeCovered(labelOfAttempt(id))
  }

  /** I1: what is taken rises only within a budget that was in force while somebody asked. */
  function lookAtBudget(
    name: string,
    account: Account,
    facts: ReturnType<typeof openLedgerFacts>,
    method: string,
  ): void {
    const entries = facts.entries()
    const corrections = entries.filter((entry) => entry.operation === 'correction').length
    const corrected = corrections > account.corrections
    account.corrections = corrections
    const date = new Date(scheduler.now()).getUTCFullYear()
    for (const year of [date - 1, date]) {
      const { taken } = facts.usage(year)
      const before = account.taken.get(year) ?? 0
      account.taken.set(year, taken)
      if (taken <= before || corrected) continue
      const highest = highestBudget(name)
      rule(taken <= highest, () => `I1: ${taken} of ${highest} credits are taken after ${method}`)
    }
  }

  /** The highest budget that a process still running may have read. */
  function highestBudget(name: string): number {
    const known = budgets.get(name) ?? []
    const oldest = Math.min(...[...scheduler.running()].map((each) => each.startedMs))
    const before = known.filter((each) => each.atMs <= oldest).at(-1)
    const since = known.filter((each) => each.atMs > oldest)
    return Math.max(...[...(before ? [before] : []), ...since].map((each) => each.credits))
  }

  /** I3: whatever is held has an alarm, and not a late one. */
  function lookAtAlarm(
    name: string,
    account: Account,
    facts: ReturnType<typeof openLedgerFacts>,
    method: string,
  ): void {
    const held = [...account.taken.keys()].reduce((sum, year) => sum + facts.usage(year).held, 0)
    if (held === 0 || method === 'alarm') return
    const alarmMs = ledgers.keptOf(name)?.alarmMs
    const late = alarmMs !== undefined && alarmMs > scheduler.now() + 25 * 60 * 60_000
    const running = [...scheduler.running()].some(
      (process) => process.kind === 'alarm' && process.name.endsWith(name.slice(0, 8)),
    )
    rule(
      running || (alarmMs !== undefined && !late),
      () => `I3: ${held} credits are held and no alarm is set after ${method}`,
    )
  }

  /** I4: what the vendor charged is spent or in doubt, and what is proven paid was charged. */
  function judgeCovered(label: string): void {
    if (isCrowd) return
    const attempts = byLabel.get(label) ?? []
    const charged = charges.get(label) ?? 0
    const covered = attempts.filter(mayBeCharged).length
    rule(
      charged <= covered,
      () =>
        `I4: ${charged} charged for ${label}, ${covered} in the ledger (${attempts.map((each) => `${each.id} ${each.state}`).join(', ')})`,
    )
    const proven = attempts.filter((each) => each.state === 'posted' && each.provenPaid).length
    rule(
      proven <= charged,
      () => `I4: ${proven} of ${label} are proven paid, and the vendor charged ${charged}`,
    )
  }

  return {
    called,
    doubtsOf: (label: string) =>
      (byLabel.get(label) ?? []).filter((each) => each.doubts > 0 || each.givenBackByPerson).length,
    /** Labels whose picture is proven paid. */
    paidLabels: () =>
      [...byLabel].flatMap(([label, attempts]) =>
        attempts.some((each) => each.state === 'posted' && each.provenPaid) ? [label] : [],
      ),
    labelsOf(userId: string): string[] {
      return [...(accounts.get(userId)?.attempts.keys() ?? [])].map(labelOfAttempt)
    },
    /** Calls that were declared and have not arrived, and begun attempts that may still call. */
    underWay(label: string, arrived: number): number {
      const attempts = byLabel.get(label) ?? []
      const declared = attempts.reduce((sum, each) => sum + each.started.size, 0)
      const begun = attempts.filter(
        (each) => each.state === 'in_flight' && !each.started.has(each.newestToken),
      )
      return declared - arrived + begun.length
    },
    /** Nothing is held for this user, written down or not. */
    isIdle: (userId: string) =>
      [...(accounts.get(userId)?.attempts.values() ?? [])].every(
        (each) => each.state !== 'pending' && each.state !== 'in_flight',
      ),
    /** I4: no call without a begin of its own, declared before it. */
    judgeCall(label: string, calls: number): void {
      const started = (byLabel.get(label) ?? []).reduce((sum, each) => sum + each.started.size, 0)
      rule(calls <= started, () => `I4: ${calls} paid calls for ${label}, ${started} were declared`)
      const attempts = byLabel.get(label) ?? []
      const allowed = attempts.reduce((sum, each) => sum + 1 + each.free, 0)
      rule(calls <= allowed, () => `I4: ${calls} paid calls for ${label}, ${allowed} allowed`)
    },
    judgeCharge(label: string, calls: readonly VendorCall[]): void {
      const counted = new Map<string, number>()
      for (const call of calls) {
        if (call.charged) counted.set(call.label, (counted.get(call.label) ?? 0) + 1)
      }
      charges = counted
      judgeCovered(label)
    },
    budgetChanged(userId: string, credits: number): void {
      const known = budgets.get(userId) ?? []
      if (known.at(-1)?.credits === credits) return
      budgets.set(userId, [...known, { atMs: scheduler.now(), credits }])
    },
    /** Attempts whose credit a person gave back although it may have been charged. */
    givenBackOf(userId: string): number {
      const attempts = accounts.get(userId)?.attempts.values() ?? []
      return [...attempts].filter((each) => each.givenBackByPerson).length
    },
  }
}

function mayBeCharged(attempt: Attempt): boolean {
  if (attempt.givenBackByPerson) return true
  if (attempt.state === 'posted' || attempt.state === 'suspect') return true
  return attempt.state === 'in_flight' && attempt.started.size > 0
}
