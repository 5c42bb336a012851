import * as fc from 'fast-check'
import type { ReserveItem } from '../../../src/ledger/entries.ts'
import * as must from './model.ts'
import { type ModelHold, newest } from './model.ts'
import { aimed, budget, call, choose, chooseGroup, pick, step, tokenOff } from './step.ts'
import { type Operation, perform, type World } from './world.ts'

const item = fc.record({
  known: fc.constantFrom(false, false, false, false, false, false, false, true),
  pick,
  pictureKey: fc.constantFrom(null, null, 'p0', 'p1', 'p2'),
  operation: fc.constantFrom('generation', 'generation', 'regeneration'),
})

function toItem(world: World, draw: typeof item extends fc.Arbitrary<infer D> ? D : never) {
  const known = draw.known ? newest(world.model) : []
  const old = known[draw.pick % known.length]
  const mockupId = old?.mockupId ?? `m${world.named++}`
  const attemptId = old?.attemptId ?? `${mockupId}.1`
  return { attemptId, mockupId, pictureKey: draw.pictureKey, operation: draw.operation }
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
    const items = [...new Map(drawn.map((each) => [each.attemptId, each])).values()]
    const fresh = `g${world.model.groups.size}`
    const groupId = (draw.repeat && chooseGroup(world.model, draw.pick)) || fresh
    return reservation(groupId, items, draw.budget)
  },
)

export const repeat = call(fc.record({ budget, pick }), ({ model }, draw) => {
  const groupId = chooseGroup(model, draw.pick)
  const items =
    groupId &&
    model.groups.get(groupId)?.map(({ attemptId }) => ({
      attemptId,
      mockupId: attemptId,
      pictureKey: null,
      operation: 'generation' as const,
    }))
  return groupId && items ? reservation(groupId, items, draw.budget) : undefined
})

function reservation(groupId: string, items: ReserveItem[], credits: number): Operation {
  return {
    name: `reserveMany ${groupId} of ${items.map((each) => each.attemptId)} under ${credits}`,
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
    act: (after) => must.confirm(after, groupId),
    call: (ledger) => ledger.confirm(groupId),
  }
})

export const begin = call(fc.record({ pick, aimed, budget }), ({ model }, draw) => {
  const fits = (hold: ModelHold) => hold.state === 'pending' || hold.state === 'expired'
  const attemptId = choose(model, draw, fits)?.attemptId ?? 'never reserved'
  if (draw.aimed && attemptId === 'never reserved') return undefined
  return {
    name: `begin ${attemptId} under ${draw.budget}`,
    act: (after) => must.begin(after, attemptId, draw.budget),
    call: (ledger) => ledger.begin(attemptId, draw.budget),
    budget: draw.budget,
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
  fc.record({ pick, aimed, tokenOff, link: fc.constantFrom('a', 'a', 'b') }),
  ({ model }, draw) => {
    const hold = choose(model, draw, isCalling)
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

const sortReleased = (answer: { released: string[]; inFlight: string[] }) => ({
  released: answer.released.sort(),
  inFlight: answer.inFlight.sort(),
})

export const release = call(fc.array(pick, { minLength: 1, maxLength: 3 }), ({ model }, draw) => {
  const held = newest(model)
  const ids = draw.flatMap((each) => held[each % held.length]?.attemptId ?? [])
  if (ids.length === 0) return undefined
  return {
    name: `release ${ids}`,
    act: (after) => must.release(after, (hold) => ids.includes(hold.attemptId), 'released'),
    call: async (ledger) => sortReleased(await ledger.release(ids, 'released')),
  }
})

export const releaseGroup = call(pick, ({ model }, draw) => {
  const groupId = chooseGroup(model, draw)
  if (groupId === undefined) return undefined
  return {
    name: `releaseGroup ${groupId}`,
    act: (after) => must.release(after, (hold) => hold.groupId === groupId, 'released', 'expired'),
    call: async (ledger) => sortReleased(await ledger.releaseGroup(groupId, 'released')),
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
    const key = draw.key === 0 ? 'm0.1' : `correction ${draw.key}`
    const about = { attemptId: 'm0.1', mockupId: 'm0', budget: draw.budget }
    const adjustment = { ...draw.kind, ...about, key }
    return {
      name: `adjust ${key} ${draw.kind.operation} ${draw.kind.credits}`,
      act: (after) => must.adjust(after, adjustment),
      call: (ledger) => ledger.adjust(adjustment),
    }
  },
)

export const forgetPictures = call(pick, ({ model }, draw) => {
  const held = newest(model)
  const ids = [held[draw % held.length]?.mockupId ?? 'none']
  if (held.length === 0) return undefined
  return {
    name: `forgetPictures ${ids}`,
    act: (after) => must.forgetPictures(after, ids),
    call: (ledger) => ledger.forgetPictures(ids),
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
