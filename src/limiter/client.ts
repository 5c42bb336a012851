import type { CallOutcome, Health, Permit } from './core.ts'
import type {
  Lease,
  MeteredCall,
  MeteredEnd,
  MeteredPermit,
  Secret,
  VendorLimiter,
} from './vendor-limiter.ts'

export type Vendor = 'dynamic_mockups' | 'shopify'

/** The limiter of one vendor credential, as callers see it. */
export type Limiter = {
  /** A permit for a call in at most so many milliseconds: none, where nothing is said. */
  take(patienceMs?: number): Promise<Permit>
  /** The same for a call now, counting nothing. */
  peek(): Promise<Permit>
  report(outcome: CallOutcome): Promise<void>
  /** The points of a call at a shop, in at most so many milliseconds; held until it is reported. */
  takePoints(call: MeteredCall, patienceMs: number): Promise<MeteredPermit>
  reportPoints(end: MeteredEnd): Promise<void>
  health(): Promise<Health>
  lease(name: string, forMs: number): Promise<Lease>
  renewLease(name: string, token: string, forMs: number): Promise<boolean>
  releaseLease(name: string, token: string): Promise<void>
  readSecret(name: string): Promise<Secret | undefined>
  writeSecret(name: string, secret: Secret): Promise<void>
  forgetSecret(name: string): Promise<void>
  /** What was found out about a shop, until it is forgotten or so many milliseconds are over. */
  readFact(name: string): Promise<string | undefined>
  writeFact(name: string, value: string, forMs: number): Promise<void>
  forgetFact(name: string): Promise<void>
  /** Counts one credit of a shared key, once an attempt; `full` when the year's cap is reached. */
  spend(attemptId: string, year: number, cap: number): Promise<'ok' | 'full'>
  /** The attempt's call was proven free: it is counted no more. */
  giveBack(attemptId: string): Promise<void>
}

/** A fresh stub each call: after an object's restart an old one stays broken. */
export function limiterOf(
  namespace: DurableObjectNamespace<VendorLimiter>,
  vendor: Vendor,
  account: string,
): Limiter {
  const stub = () => namespace.getByName(`${vendor}:${account}`)
  return {
    take: async (patienceMs = 0) => stub().take(vendor, patienceMs),
    peek: async () => stub().peek(vendor),
    report: async (outcome) => stub().report(outcome),
    takePoints: async (call, patienceMs) => stub().takePoints(call, patienceMs),
    reportPoints: async (end) => stub().reportPoints(end),
    health: async () => stub().health(),
    lease: async (name, forMs) => stub().lease(name, forMs),
    renewLease: async (name, token, forMs) => stub().renewLease(name, token, forMs),
    releaseLease: async (name, token) => stub().releaseLease(name, token),
    readSecret: async (name) => stub().readSecret(name),
    writeSecret: async (name, secret) => stub().writeSecret(name, secret),
    forgetSecret: async (name) => stub().forgetSecret(name),
    readFact: async (name) => stub().readFact(name),
    writeFact: async (name, value, forMs) => stub().writeFact(name, value, forMs),
    forgetFact: async (name) => stub().forgetFact(name),
    spend: async (attemptId, year, cap) => stub().spend(attemptId, year, cap),
    giveBack: async (attemptId) => stub().giveBack(attemptId),
  }
}
