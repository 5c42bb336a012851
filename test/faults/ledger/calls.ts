import * as fc from 'fast-check'
import type { ReleaseTarget, ReserveItem } from '../../../src/ledger/types.ts'
import * as must from './model.ts'
import { allHolds, type ModelHold } from './model.ts'
import { aimed, budget, call, choose, chooseGroup, pick, step, tokenOff } from './step.ts'
import { type Operation, perform, type World } from './world.ts'

const item = fc.record({
  known: fc.constantFrom(false, false, false, true),
  pick,
  pictureId: fc.constantFrom('p0', 'p1', 'p2', 'p3', 'p4', 'p5'),
  runId: fc.constantFrom('r0', 'r1', 'r2'),
  operation: fc.constantFrom('generation', 'generation', 'regeneration'),
})

/** A new mockup of a picture, or one that has asked before and asks again. */
function toItem(
  world: World,
  draw: typeof item extends fc.Arbitrary<infer D> ? D : never,
): ReserveItem {
  const asked = [...world.model.groups.values()].flat()
  const old = draw.known ? asked[draw.pick % asked.length] : undefined
  const { pictureId, runId, operation } = draw
  return old ?? { pictureId, mockupId: `m${world.named++}`, runId, operation }
}

export const reserve = call(
  fc.record({
    budget,
    repeat: fc.constantFrom(false, false, false, true),
    pick,
    items: fc.array(item, { minLength: 1, maxLength: 3 }),
  }),
  (world, draw) => {
    const drawn = draw.items.map((each) => toItem(world, each))
    const items = [...new Map(drawn.map((each) => [each.mockupId, each])).values()]
    const fresh = `g${world.model.groups.size}`
    const groupId = (draw.repeat && chooseGroup(world.model, draw.pick)) || fresh
    return reservation(groupId, items, draw.budget)
  },
)

export const repeat = call(fc.record({ budget, pick }), ({ model }, draw) => {
  const groupId = chooseGroup(model, draw.pick)
  const items = groupId && model.groups.get(groupId)
  return groupId && items ? reservation(groupId, items, draw.budget) : undefined
})

function reservation(groupId: string, items: ReserveItem[], credits: number): Operation {
  const names = items.map((each) => `${each.mockupId}:${each.pictureId}:${each.runId}`)
  return {
    name: `reserveMany ${groupId} of ${names} under ${credits}`,
    act: (model) => must.reserveMany(model, groupId, items, credits),
    call: (ledger) => ledger.reserveMany({ groupId, items, budget: credits }),
    budget: credits,
  }
}

export const confirm = call(pick, ({ model }, draw) => {
  const groupId = chooseGroup(model, draw)
  if (groupId === undefined) return undefined
  return {
    name: `confirm ${groupId}`,
    act: (after) => ({ confirmed: must.keepClaims(after, (claim) => claim.groupId === groupId) }),
    call: (ledger) => ledger.confirm(groupId),
  }
})

const mockups = fc.array(pick, { minLength: 1, maxLength: 3 })

/** Mockups that claim something, and one that does not. */
function chooseMockups({ model }: World, picks: number[]): string[] {
  const claims = allHolds(model).flatMap((hold) => hold.claims)
  const ids = picks.flatMap((each) => claims[each % claims.length]?.mockupId ?? [])
  return [...new Set([...ids, 'm0'])]
}

export const renew = call(mockups, (world, draw) => {
  const ids = chooseMockups(world, draw)
  return {
    name: `renew ${ids}`,
    act: (after) => ({ renewed: must.keepClaims(after, (claim) => ids.includes(claim.mockupId)) }),
    call: (ledger) => ledger.renew(ids),
  }
})

export const begin = call(fc.record({ pick, aimed }), ({ model }, draw) => {
  const attemptId = choose(model, draw, (hold) => hold.state === 'pending')?.attemptId
  if (draw.aimed && attemptId === undefined) return undefined
  const asked = attemptId ?? 'never reserved'
  return {
    name: `begin ${asked}`,
    act: (after) => must.begin(after, asked),
    call: (ledger) => ledger.begin(asked),
  }
})

export const callStarted = call(fc.record({ pick, aimed, tokenOff }), ({ model }, draw) => {
  const hold = choose(model, draw, (each) => each.state === 'in_flight' && !each.callStarted)
  if (!hold) return undefined
  const { attemptId } = hold
  const token = hold.token + draw.tokenOff
  return {
    name: `callStarted ${attemptId} ${token}`,
    act: (after) => must.callStarted(after, attemptId, token, 60_000),
    call: (ledger) => ledger.callStarted(attemptId, token, 60_000),
  }
})

const isCalling = (hold: ModelHold) => hold.state === 'in_flight' && hold.callStarted

export const charged = call(
  fc.record({
    pick,
    aimed,
    tokenOff,
    link: fc.constantFrom('a', 'a', 'b'),
    late: fc.constantFrom(false, false, true),
  }),
  ({ model }, draw) => {
    const isLate = (each: ModelHold) => each.state !== 'in_flight' && each.callStarted
    const hold = choose(model, draw, draw.late ? isLate : isCalling)
    if (!hold) return undefined
    const { attemptId } = hold
    const token = hold.token + draw.tokenOff
    return {
      name: `charged ${attemptId} ${token} ${draw.link}`,
      act: (after) => must.charged(after, attemptId, token, draw.link),
      call: (ledger) => ledger.charged(attemptId, token, draw.link),
    }
  },
)

export const notCharged = call(
  fc.record({ pick, aimed, tokenOff, end: fc.constantFrom('wait', 'again', 'give_back') }),
  ({ model }, draw) => {
    const hold = choose(model, draw, (each) => each.state === 'in_flight')
    if (!hold) return undefined
    const { attemptId } = hold
    const token = hold.token + draw.tokenOff
    return {
      name: `notCharged ${attemptId} ${token} ${draw.end}`,
      act: (after) => must.notCharged(after, attemptId, token, draw.end, draw.end),
      call: (ledger) => ledger.notCharged(attemptId, token, draw.end, draw.end),
    }
  },
)

export const unknown = call(fc.record({ pick, aimed, tokenOff }), ({ model }, draw) => {
  const hold = choose(model, draw, isCalling)
  if (!hold) return undefined
  const { attemptId } = hold
  const token = hold.token + draw.tokenOff
  return {
    name: `unknown ${attemptId} ${token}`,
    act: (after) => must.unknown(after, attemptId, token, 'no answer'),
    call: (ledger) => ledger.unknown(attemptId, token, 'no answer'),
  }
})

const sortReleased = (answer: { voided: string[]; inFlight: string[] }) => ({
  voided: answer.voided.sort(),
  inFlight: answer.inFlight.sort(),
})

export const release = call(
  fc.oneof(fc.record({ runId: fc.constantFrom('r0', 'r1', 'r2') }), fc.record({ picks: mockups })),
  (world, draw) => {
    const target: ReleaseTarget =
      'runId' in draw ? { runId: draw.runId } : { mockupIds: chooseMockups(world, draw.picks) }
    const which: must.ClaimTest = (claim) =>
      'runId' in target ? claim.runId === target.runId : target.mockupIds.includes(claim.mockupId)
    return {
      name: `release ${Object.values(target)}`,
      act: (after) => must.release(after, which, 'released'),
      call: async (ledger) => sortReleased(await ledger.release(target, 'released')),
    }
  },
)

export const releaseGroup = call(pick, ({ model }, draw) => {
  const groupId = chooseGroup(model, draw)
  if (groupId === undefined) return undefined
  return {
    name: `releaseGroup ${groupId}`,
    act: (after) => must.release(after, (claim) => claim.groupId === groupId, 'not written'),
    call: async (ledger) => sortReleased(await ledger.releaseGroup(groupId, 'not written')),
  }
})

export const resolveSuspect = call(
  fc.record({ pick, aimed, decision: fc.constantFrom('post', 'void') }),
  ({ model }, draw) => {
    const hold = choose(model, draw, (each) => each.state === 'suspect')
    if (!hold) return undefined
    const { attemptId } = hold
    return {
      name: `resolveSuspect ${attemptId} ${draw.decision}`,
      act: (after) => must.resolveSuspect(after, attemptId, draw.decision, 'decided'),
      call: (ledger) => ledger.resolveSuspect(attemptId, draw.decision, 'decided'),
    }
  },
)

export const adjust = call(
  fc.record({
    key: fc.nat(3),
    budget,
    kind: fc.oneof(
      fc.record({
        operation: fc.constant('refund' as const),
        credits: fc.integer({ min: 1, max: 2 }),
      }),
      fc.record({
        operation: fc.constant('correction' as const),
        credits: fc.integer({ min: -2, max: 2 }),
      }),
    ),
  }),
  (_world, draw) => {
    // The key of an attempt too, which must not be taken for the attempt's own entry.
    const key = draw.key === 0 ? 'p0.1' : `correction ${draw.key}`
    const about = { attemptId: 'p0.1', pictureId: 'p0', mockupId: 'm0', budget: draw.budget }
    const adjustment = { ...draw.kind, ...about, key }
    return {
      name: `adjust ${key} ${draw.kind.operation} ${draw.kind.credits}`,
      act: (after) => must.adjust(after, adjustment),
      call: (ledger) => ledger.adjust(adjustment),
    }
  },
)

export const close = call(fc.record({ pick, aimed }), ({ model }, draw) => {
  const hold = choose(model, draw, (each) => each.state === 'posted' && !each.closed)
  if (!hold) return undefined
  const ids = [hold.attemptId, 'never reserved']
  return {
    name: `close ${ids}`,
    act: (after) => must.close(after, ids),
    call: (ledger) => ledger.close(ids),
  }
})

export const reportAgain = fc.constant('reportAgain').map((draw) =>
  step(draw, async (world) => {
    await perform(world, {
      name: draw,
      act: (after) => must.tick(after),
      call: (ledger) => ledger.reportAgain(),
    })
    return draw
  }),
)
