import type { ObjectCall, Objects } from './bindings/objects.ts'
import {
  GIVES_BACK_OWN,
  openLedgerFacts,
  pictureOf,
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
  /** Given back, and then proven paid all the same. */
  corrected: boolean
  /** Its picture is gone or lost. */
  closed: boolean
  givenBackByPerson: boolean
  doubts: number
}
type Account = { attempts: Map<string, Attempt>; taken: Map<number, number>; corrections: number }

/** A crowd of more is judged by how long it waits alone: looking at all would take too long. */
const MOST_ATTEMPTS = 300
const TOKEN_CALLS: readonly string[] = ['callStarted', 'charged', 'notCharged', 'unknown']

/** Looks at a ledger's own answers after every call: I1, I3, I4, I5, I8, I15. */
export function createLedgerWatch(
  { scheduler, ledgers }: Parts,
  broke: (sentence: string) => void,
) {
  const accounts = new Map<string, Account>()
  const byId = new Map<string, Attempt>()
  const byPicture = new Map<string, Attempt[]>()
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
      corrected: false,
      closed: false,
      givenBackByPerson: false,
      doubts: 0,
    }
    account.attempts.set(id, attempt)
    byId.set(id, attempt)
    const picture = pictureOf(id)
    byPicture.set(picture, [...(byPicture.get(picture) ?? []), attempt])
    return attempt
  }

  function called(call: ObjectCall): void {
    const account = accountOf(call.name)
    if (call.method === 'reserveMany') {
      const named = [...new Set(reservedBy(call.result))]
      const held = named.filter((id) => !account.attempts.has(id))
      for (const id of named) attemptOf(account, id)
      if (held.length > 0) noteEffect(`reserveMany held ${held.length}`)
    }
    const given = releasedBy(call)
    // Where somebody else has given it back before, the giving back is still this one's.
    const isWhole = call.method === GIVES_BACK_OWN
    if (given > 0 || isWhole) noteEffect(`${call.method} gave back ${given}`)
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
    if (method === 'charged' && result === 'corrected') attempt.corrected = true
    const free = method === 'notCharged' && result !== 'stale' && attempt.started.has(token)
    if (free) attempt.free += 1
  }

  function look(account: Account, { name, method }: ObjectCall): void {
    const instance = ledgers.instanceOf(name)
    if (account.attempts.size > MOST_ATTEMPTS) isCrowd = true
    if (!instance || isCrowd) return
    const facts = openLedgerFacts(instance)
    for (const { attemptId, state, closed } of facts.states([...account.attempts.keys()])) {
      const attempt = attemptOf(account, attemptId)
      // I5: what is resolved stays as it is.
      rule(
        !RESOLVED.includes(attempt.state) || attempt.state === state,
        () => `I5: ${attemptId} went from ${attempt.state} to ${state} by ${method}`,
      )
      if (state === 'suspect' && attempt.state !== 'suspect') attempt.doubts += 1
      attempt.state = state
      attempt.closed = closed
    }
    lookAtBudget(name, account, facts, method)
    lookAtAlarm(name, account, facts, method)
    for (const attempt of account.attempts.values()) judgeCovered(attempt)
    judgeOpen(account)
  }

  /** I15: at most one attempt of a picture is wanted, doubted or spent on a picture that is there. */
  function judgeOpen(account: Account): void {
    const open = new Map<string, string>()
    for (const { id, state, closed } of account.attempts.values()) {
      if (state === 'voided' || state === 'expired' || closed) continue
      const other = open.get(pictureOf(id))
      rule(other === undefined, () => `I15: ${other} and ${id} are attempts at one picture`)
      open.set(pictureOf(id), id)
    }
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
  function judgeCovered(attempt: Attempt): void {
    if (isCrowd) return
    const { id, state } = attempt
    const charged = charges.get(id) ?? 0
    const covered = mayBeCharged(attempt) ? 1 : 0
    rule(charged <= covered, () => `I4: ${charged} charged for ${id}, which is ${state}`)
    const isProven = attempt.corrected || (state === 'posted' && attempt.provenPaid)
    rule(!isProven || charged > 0, () => `I4: ${id} is proven paid, and the vendor charged nothing`)
  }

  const attemptsAt = (picture: string) => byPicture.get(picture) ?? []

  return {
    called,
    /** How often a picture was in doubt, lost or gone: as often may it be paid for again. */
    lossesOf: (picture: string) =>
      attemptsAt(picture).filter((each) => each.closed || each.doubts > 0 || each.givenBackByPerson)
        .length,
    /** Attempts that are proven paid and whose picture is not gone or lost. */
    paidAttempts: () =>
      [...byId.values()].flatMap(({ id, state, provenPaid, closed }) =>
        state === 'posted' && provenPaid && !closed ? [id] : [],
      ),
    attemptsOf: (userId: string): string[] => [...(accounts.get(userId)?.attempts.keys() ?? [])],
    /** Calls that were declared and have not arrived, and a begun attempt that may still call. */
    underWay(id: string, arrived: number): number {
      const attempt = byId.get(id)
      if (!attempt) return 0
      const { started, state, newestToken } = attempt
      const mayStillCall = state === 'in_flight' && !started.has(newestToken)
      return started.size - arrived + (mayStillCall ? 1 : 0)
    },
    /** Nothing is held for this user, written down or not. */
    isIdle: (userId: string) =>
      [...(accounts.get(userId)?.attempts.values() ?? [])].every(
        (each) => each.state !== 'pending' && each.state !== 'in_flight',
      ),
    /** I4: no call without a begin of its own, declared before it. */
    judgeCall(id: string, calls: number): void {
      const attempt = byId.get(id)
      const started = attempt?.started.size ?? 0
      rule(calls <= started, () => `I4: ${calls} paid calls for ${id}, ${started} were declared`)
      const allowed = attempt ? 1 + attempt.free : 0
      rule(calls <= allowed, () => `I4: ${calls} paid calls for ${id}, ${allowed} allowed`)
    },
    judgeCharge(id: string, calls: readonly VendorCall[]): void {
      const counted = new Map<string, number>()
      for (const call of calls) {
        if (call.charged) counted.set(call.label, (counted.get(call.label) ?? 0) + 1)
      }
      charges = counted
      const attempt = byId.get(id)
      if (attempt) judgeCovered(attempt)
      else broke(`I4: ${id} was charged, and the ledger does not know it`)
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
  if (attempt.givenBackByPerson || attempt.corrected) return true
  if (attempt.state === 'posted' || attempt.state === 'suspect') return true
  return attempt.state === 'in_flight' && attempt.started.size > 0
}
