import { DurableObject } from 'cloudflare:workers'
import {
  type CallOutcome,
  DYNAMIC_MOCKUPS_RATE,
  type Health,
  healthOf,
  type LimiterRate,
  type LimiterState,
  NEW_LIMITER,
  type Permit,
  report,
  SHOPIFY_RATE,
  take,
} from './core.ts'
import {
  type Bucket,
  NEW_BUCKET,
  type PointsAsked,
  type PointsSaid,
  reportPoints,
  takePoints,
} from './points.ts'
import { openSharedSpend } from './shared-spend.ts'

export type Lease = { result: 'leased'; token: string } | { result: 'busy'; retryAfterMs: number }
export type Secret = { value: string; expiresAtMs: number }

/** A call at a shop: of which kind, and what it may cost where no such call has been made yet. */
export type MeteredCall = Omit<PointsAsked, 'points'> & { kind: string; guess: number }
export type MeteredPermit =
  | { result: 'go'; id: number; waitMs: number }
  | Extract<Permit, { result: 'wait' }>
  | { result: 'wait'; waitMs: number; reason: 'points' }
/** What came of it: as the shop answered, and the figures that came along. */
export type MeteredEnd = {
  id: number
  kind: string
  outcome: CallOutcome
  said?: (PointsSaid & { requested: number }) | undefined
}

/** Kinds of calls whose cost is remembered; the one not seen for longest goes. */
const MAX_KINDS = 200

type HeldLease = { token: string; untilMs: number }
const MAX_LEASE_MS = 5 * 60_000

/**
 * One per vendor credential: the rate of calls, the breaker, named leases (one publisher a product,
 * one renewal of a token), the encrypted token itself, and what a shared key has spent. Storage is
 * synchronous, so nothing can come between a read and its write.
 */
export class VendorLimiter extends DurableObject<Env> {
  private sharedSpend: ReturnType<typeof openSharedSpend> | undefined

  /**
   * `go`, counted, for a call in `waitMs`, which is at most `patienceMs`; or how long it would be
   * and why. `probe`: make a free call first.
   */
  take(vendor: 'dynamic_mockups' | 'shopify', patienceMs: number): Permit {
    const { permit, state } = take(this.read(), rateOf(vendor), Date.now(), patienceMs)
    if (permit.result === 'go') this.write(state)
    return permit
  }

  /** What `take` would answer without patience, counting nothing: for work that is made ready. */
  peek(vendor: 'dynamic_mockups' | 'shopify'): Permit {
    return take(this.read(), rateOf(vendor), Date.now()).permit
  }

  /** Reports how a call that was let through ended. */
  report(outcome: CallOutcome): void {
    const state = this.read()
    const learned = report(state, outcome, Date.now())
    if (learned !== state) this.write(learned)
  }

  /**
   * The same for a call at a shop, by what such a call has cost before: `go` takes its points for a
   * call in `waitMs`, and holds them until it is reported.
   */
  takePoints({ kind, guess, begins }: MeteredCall, patienceMs: number): MeteredPermit {
    const now = Date.now()
    const called = take(this.read(), SHOPIFY_RATE, now, patienceMs)
    if (called.permit.result === 'wait') return called.permit
    const asked = { points: this.readCosts()[kind] ?? guess, begins }
    const { permit, bucket } = takePoints(this.readBucket(), asked, now, patienceMs)
    if (permit.result === 'wait') return { ...permit, reason: 'points' }
    this.write(called.state)
    this.ctx.storage.kv.put('bucket', bucket)
    return { ...permit, waitMs: Math.max(permit.waitMs, called.permit.waitMs) }
  }

  /** Reports how such a call ended, and learns what it costs. */
  reportPoints({ id, kind, outcome, said }: MeteredEnd): void {
    this.report(outcome)
    this.ctx.storage.kv.put('bucket', reportPoints(this.readBucket(), id, said, Date.now()))
    const { [kind]: known, ...others } = this.readCosts()
    if (!said || said.requested === known) return
    const kept = Object.entries(others).slice(1 - MAX_KINDS)
    const costs: Record<string, number> = Object.fromEntries([...kept, [kind, said.requested]])
    this.ctx.storage.kv.put('costs', costs)
  }

  health(): Health {
    return healthOf(this.read(), Date.now())
  }

  /** The named lease for at most five minutes, or how long its holder may keep it. */
  lease(name: string, forMs: number): Lease {
    const now = Date.now()
    const held = this.ctx.storage.kv.get<HeldLease>(`lease:${name}`)
    if (held && held.untilMs > now) return { result: 'busy', retryAfterMs: held.untilMs - now }
    const token = crypto.randomUUID()
    const untilMs = now + Math.min(forMs, MAX_LEASE_MS)
    this.ctx.storage.kv.put(`lease:${name}`, { token, untilMs } satisfies HeldLease)
    return { result: 'leased', token }
  }

  /**
   * Holds the lease for so long from now, where the token still has it: asked before an effect
   * that must not be doubled, so that work of many steps keeps it and dead work does not.
   */
  renewLease(name: string, token: string, forMs: number): boolean {
    const now = Date.now()
    const held = this.ctx.storage.kv.get<HeldLease>(`lease:${name}`)
    if (held?.token !== token || held.untilMs <= now) return false
    const untilMs = now + Math.min(forMs, MAX_LEASE_MS)
    this.ctx.storage.kv.put(`lease:${name}`, { token, untilMs } satisfies HeldLease)
    return true
  }

  /** Gives the lease back; another's token changes nothing. */
  releaseLease(name: string, token: string): void {
    const held = this.ctx.storage.kv.get<HeldLease>(`lease:${name}`)
    if (held?.token === token) this.ctx.storage.kv.delete(`lease:${name}`)
  }

  /** A stored ciphertext that has not expired. */
  readSecret(name: string): Secret | undefined {
    const secret = this.ctx.storage.kv.get<Secret>(`secret:${name}`)
    return secret && secret.expiresAtMs > Date.now() ? secret : undefined
  }

  /** Keeps a ciphertext until it expires; plain secrets never come here. */
  writeSecret(name: string, secret: Secret): void {
    this.ctx.storage.kv.put(`secret:${name}`, secret)
  }

  forgetSecret(name: string): void {
    this.ctx.storage.kv.delete(`secret:${name}`)
  }

  /** What a shop was found to be, while it is worth knowing; nothing secret. */
  readFact(name: string): string | undefined {
    const fact = this.ctx.storage.kv.get<Secret>(`fact:${name}`)
    return fact && fact.expiresAtMs > Date.now() ? fact.value : undefined
  }

  writeFact(name: string, value: string, forMs: number): void {
    this.ctx.storage.kv.put(`fact:${name}`, { value, expiresAtMs: Date.now() + forMs })
  }

  forgetFact(name: string): void {
    this.ctx.storage.kv.delete(`fact:${name}`)
  }

  /** Counts a credit of a shared key in a UTC year, once an attempt; `full` at the year's cap. */
  spend(attemptId: string, year: number, cap: number): 'ok' | 'full' {
    return this.spent().spend(attemptId, year, cap)
  }

  /** The attempt's call was proven free: its credit is counted no more. Again changes nothing. */
  giveBack(attemptId: string): void {
    this.spent().giveBack(attemptId)
  }

  /** Opened where it is needed: most limiters are of a user's own key. */
  private spent(): ReturnType<typeof openSharedSpend> {
    this.sharedSpend ??= openSharedSpend(this.ctx.storage)
    return this.sharedSpend
  }

  private readBucket(): Bucket {
    return this.ctx.storage.kv.get<Bucket>('bucket') ?? NEW_BUCKET
  }

  private readCosts(): Record<string, number> {
    return this.ctx.storage.kv.get<Record<string, number>>('costs') ?? {}
  }

  private read(): LimiterState {
    return { ...NEW_LIMITER, ...this.ctx.storage.kv.get<LimiterState>('limiter') }
  }

  private write(state: LimiterState): void {
    this.ctx.storage.kv.put('limiter', state)
  }
}

function rateOf(vendor: 'dynamic_mockups' | 'shopify'): LimiterRate {
  return vendor === 'shopify' ? SHOPIFY_RATE : DYNAMIC_MOCKUPS_RATE
}
