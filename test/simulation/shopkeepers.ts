import type { Deeds, Done } from './deeds.ts'
import { createMerchant, type MerchantEdit } from './merchant.ts'
import { anyOf, createPerson, newWorkId, type Person } from './people.ts'
import {
  type DecisionFact,
  type DriftFact,
  type EditFact,
  isBroken,
  type PlanFact,
} from './product-facts.ts'
import type { User, World } from './world.ts'

const PRODUCTS: [least: number, most: number] = [1, 2]
const DEEDS: [least: number, most: number] = [5, 14]
const STAFF_DEEDS: [least: number, most: number] = [2, 6]
/** By then most products are on sale for the first time. */
const ON_SALE_MS = 40_000
const SECOND_THOUGHTS_MS = 30_000
const LOCKS = ['title', 'description', 'prices', 'pictures', 'tags'] as const

/** One user at work on products, and the same on one product at the same time by others. */
type Desk = { person: Person; world: World; user: User; ids: readonly string[] }
type Deed = (desk: Desk, productId: string) => void

/** Everything that people do with products, and what the staff of their shops does meanwhile. */
export function planShops(world: World, forMs: number): void {
  const { random, scheduler, users, shops } = world
  const merchant = createMerchant(random)
  for (const user of users) {
    const person = createPerson(world, user, undefined)
    const ids = Array.from({ length: random.between(...PRODUCTS) }, () => newWorkId(random))
    const desk = { person, world, user, ids }
    for (const id of ids) sell(desk, id)
    const later = (from: number, work: () => void) =>
      scheduler.at(scheduler.now() + random.between(from, forMs), work)
    for (let deed = random.between(...DEEDS); deed > 0; deed--) {
      later(ON_SALE_MS / 2, () => random.pick(CHOICES)(desk, anyOf(random, ids) ?? ''))
    }
    const shop = shops.get(user.shopDomain)
    if (!shop) continue
    for (let deed = random.between(...STAFF_DEEDS); deed > 0; deed--) {
      later(ON_SALE_MS, () => {
        // Before it is published to the shop nobody but the hub knows of it.
        const known = shop.state.products.filter(({ publishedAt }) => publishedAt !== null)
        const product = anyOf(random, known)
        const edit = product && merchant.edit(shop.state, product, scheduler.now())
        if (edit) typeAtShop(world, user, edit)
      })
    }
  }
}

function typeAtShop({ watch, scheduler, shops }: World, user: User, edit: MerchantEdit): void {
  const shop = shops.get(user.shopDomain)
  if (!shop) return
  scheduler.note('staff', `types ${edit.field} ${edit.value} of ${edit.productId.slice(-4)}`)
  watch.journal.typedAt(shop, edit)
}

function sell({ person, world, user }: Desk, id: string): void {
  const { scheduler } = world
  const beganMs = scheduler.now()
  const images = user.assetIds.slice(0, 2)
  scheduler.at(beganMs, () =>
    person.act('create', (deeds) => deeds.createProduct(id, `ours of ${id.slice(-4)}`, images)),
  )
  scheduler.at(beganMs + 2_000, () => person.act('publish', (deeds) => deeds.publish(id)))
}

const CHOICES: readonly [Deed, ...Deed[]] = [
  edit,
  edit,
  edit,
  publish,
  publish,
  publishByPlan,
  publishByPlan,
  decide,
  decide,
  decide,
  overwrite,
  lock,
  retire,
  restore,
  archive,
  undo,
  undo,
  undo,
  reconnect,
]

function edit({ person, world: { random } }: Desk, id: string): void {
  const number = random.between(1, 999)
  const change = random.pick<EditFact>([
    { title: `ours ${number}` },
    { description: `ours ${number}\n\nand more` },
    { tags: [`ours-${number}`] },
    { title: `ours ${number}`, tags: ['ours'] },
  ])
  person.act('edit', (deeds) => deeds.editProduct(id, change))
}

function publish({ person }: Desk, id: string): void {
  person.act('publish', (deeds) => deeds.publish(id))
}

/** Whoever says so without a look may lose what stands there now, and often wants it back. */
function overwrite(desk: Desk, id: string): void {
  const { random, scheduler, watch } = desk.world
  desk.person.act('overwrite', (deeds) => {
    watch.journal.decidedAll(id)
    return deeds.publish(id, { overwrite: true })
  })
  if (random.chance(0.7)) scheduler.at(scheduler.now() + SECOND_THOUGHTS_MS, () => undo(desk, id))
}

/** A person looks at the plan, takes a moment, and has it carried out. */
function publishByPlan({ person, world }: Desk, id: string): void {
  const { random, scheduler, watch } = world
  const over = random.chance(0.4)
  const thinkingMs = random.between(0, 20_000)
  person.act(
    'plan',
    (deeds) => deeds.planPublish(id, over),
    (done) => {
      if (done.status >= 300) return
      const { planId, changes } = planOf(done)
      scheduler.at(scheduler.now() + thinkingMs, () =>
        person.act('publish plan', (deeds) => {
          agree(watch, id, changes)
          return deeds.publish(id, { planId, overwrite: over })
        }),
      )
    },
  )
}

function planOf({ body }: Done): PlanFact {
  return Object.assign({ planId: '', changes: [] }, body)
}

/** A person looks at what was changed at the shop, takes a moment, and decides about all of it. */
function decide({ person, world }: Desk, id: string): void {
  const { random, scheduler } = world
  const thinkingMs = random.between(0, 20_000)
  person.act(
    'look',
    (deeds) => deeds.readDrift(id),
    ({ status, body }) => {
      if (status >= 300 || !Array.isArray(body)) return
      const fields: DriftFact[] = body.filter(({ undecided }: DriftFact) => undecided)
      if (fields.length === 0) return
      const takes = fields.map((field) => ({ ...field, take: random.pick<Side>(['hub', 'shop']) }))
      scheduler.at(scheduler.now() + thinkingMs, () =>
        person.act('decide drift', (deeds) => takeSides(world, deeds, id, takes)),
      )
    },
  )
}

type Side = DecisionFact['take']
type Taken = DriftFact & { take: Side }

function takeSides(world: World, deeds: Deeds, id: string, takes: Taken[]): Promise<Done> {
  const decisions = takes.map(({ field, take, seen }): DecisionFact => ({ field, take, seen }))
  for (const { field, shop } of takes) world.watch.journal.decided(id, field, shop)
  return deeds.decideDrift(id, decisions)
}

function lock({ person, world: { random } }: Desk, id: string): void {
  const fields = LOCKS.filter(() => random.chance(0.3))
  person.act('lock', (deeds) => deeds.lockFields(id, ['handle', ...fields]))
}

function retire({ person }: Desk, id: string): void {
  person.act('retire', (deeds) => deeds.retire(id))
}

function restore({ person }: Desk, id: string): void {
  person.act('restore', (deeds) => deeds.restore(id))
}

function archive({ person }: Desk, id: string): void {
  person.act('archive', (deeds) => deeds.archive(id))
}

/** The newest change, or one before it, as it is or by its plan. */
function undo({ person, world }: Desk, id: string): void {
  const { random, scheduler } = world
  const isNewest = random.chance(0.7)
  const byPlan = random.chance(0.5)
  const thinkingMs = random.between(0, 20_000)
  person.act(
    'changes',
    (deeds) => deeds.listUndoable(id),
    ({ status, body }) => {
      if (status >= 300 || !Array.isArray(body)) return
      const changeId: string | undefined = isNewest ? body[0] : body.at(-1)
      if (changeId === undefined) return
      if (byPlan) return undoByPlan({ person, world }, id, changeId, thinkingMs)
      scheduler.at(scheduler.now() + thinkingMs, () =>
        person.act('undo', (deeds) => deeds.undoChange(id, changeId)),
      )
    },
  )
}

function undoByPlan(
  { person, world: { scheduler, watch } }: Pick<Desk, 'person' | 'world'>,
  id: string,
  changeId: string,
  thinkingMs: number,
): void {
  person.act(
    'plan undo',
    (deeds) => deeds.planUndo(id, changeId),
    (done) => {
      if (done.status >= 300) return
      const { planId, changes } = planOf(done)
      scheduler.at(scheduler.now() + thinkingMs, () =>
        person.act('undo by plan', (deeds) => {
          agree(watch, id, changes)
          return deeds.undoChange(id, changeId, planId)
        }),
      )
    },
  )
}

/** A person has read what a plan takes away or changes. */
function agree({ journal }: World['watch'], id: string, changes: PlanFact['changes']): void {
  for (const { path, shop, will } of changes) {
    // What is added to nothing is made again.
    if (path === 'title' && shop === null) journal.decided(id, 'status', '')
    if (shop !== null && will !== 'leave' && will !== 'ask') journal.decided(id, path, shop)
  }
}

function reconnect({ person, world, user }: Desk): void {
  const shop = world.shops.get(user.shopDomain)
  shop?.renewCredentials()
  person.act('reconnect', (deeds) => deeds.reconnectShop(user.shopDomain))
}

/** Whoever reads that a shop refuses the hub has new credentials made there. */
export function reconnectShops(world: World): void {
  for (const user of world.users) {
    const shop = world.shops.get(user.shopDomain)
    if (!shop?.refuses() && !isBroken(world.db, user.id)) continue
    reconnect({ person: createPerson(world, user, undefined), world, user, ids: [] })
  }
}
