import { byHttp, byVerbs, type Deeds, type Done } from './deeds.ts'
import { pictureOf } from './pictures.ts'
import {
  type GenerateInput,
  GIVES_BACK_OWN,
  isApproved,
  isUnfinished,
  readProducts,
  readRetries,
} from './product-facts.ts'
import type { Random } from './random.ts'
import type { Process } from './scheduler.ts'
import { MINUTE_MS, type User, type World } from './world.ts'

type Size = { requests: [number, number]; pairs: [number, number]; deeds: [number, number] }

/** What one user does: dense enough that much of it meets. */
const SIZES = {
  small: {
    heavy: { requests: [1, 3], pairs: [1, 4], deeds: [0, 5] },
    light: { requests: [0, 1], pairs: [1, 2], deeds: [0, 3] },
  },
  full: {
    heavy: { requests: [2, 5], pairs: [2, 6], deeds: [1, 9] },
    light: { requests: [0, 2], pairs: [1, 3], deeds: [0, 5] },
  },
} as const satisfies Record<string, Record<string, Size>>

/** `shops`: of products and what becomes of them at the shops, and hardly any renders. */
export type Density = keyof typeof SIZES | 'shops'

export function densityNamed(name: string): Density {
  if (name === 'small' || name === 'full' || name === 'shops') return name
  throw new RangeError(`there is no density named ${name}`)
}

type Way = 'pages' | 'api'
export type Act = (deeds: Deeds, process: Process) => Promise<Done>
/** Refusals after which nothing may be left behind. */
const REFUSED = new Set([400, 401, 403, 404, 409, 412, 413, 415, 422])
const APP_SHARE = 0.1
const JOB_SHARE = 0.25
const JOB_PRODUCTS = 3
/** Its credit goes back in any case, also where the budget refuses another attempt. */
const DECIDES_SUSPECT = 'decide suspect'

/** Everything that people and programs do in this history, at its times. */
export async function plan(
  world: World,
  { density, withApi, forMs }: { density: keyof typeof SIZES; withApi: boolean; forMs: number },
): Promise<void> {
  const { random, users } = world
  const way: Way = random.chance(APP_SHARE) ? 'api' : 'pages'
  const app = way === 'api' && withApi ? await world.product.loadApp() : undefined
  for (const [index, user] of users.entries()) {
    const person = createPerson(world, user, app)
    person.start()
    const size: Size = SIZES[density][index === 0 ? 'heavy' : 'light']
    const requests = random.between(...size.requests)
    for (let request = 0; request < requests; request++)
      planRequest(person, world, user, size, forMs)
    const deeds = random.between(...size.deeds)
    for (let deed = 0; deed < deeds; deed++) {
      const atMs = world.scheduler.now() + random.between(0, forMs)
      world.scheduler.at(atMs, () => doSomething(person, world, user))
    }
    if (random.chance(density === 'full' ? 0.5 : 0.3)) planProduct(person, world, user, forMs)
    if (index === 0 && random.chance(JOB_SHARE)) planJob(person, world, forMs)
  }
}

export type Person = ReturnType<typeof createPerson>
type App = Awaited<ReturnType<World['product']['loadApp']>>

export function createPerson(world: World, user: User, app: App | undefined) {
  const { scheduler, watch } = world

  /** Does one thing as an invocation of its own, and judges the answer. */
  function act(what: string, work: Act, then: (done: Done) => void = () => undefined): void {
    world.invoke(
      { name: `${what} ${user.vendorKey.slice(-1)}`, kind: 'person', userId: user.id },
      async (execution, process) => {
        acts += 1
        const pages = byVerbs(world.verbs, world.contextOf(user, 'person'))
        const deeds = app ? byHttp(app, world, user, execution, pages) : pages
        const done = await work(deeds, process)
        const said = typeof done.body === 'string' ? done.body : ''
        scheduler.note(process.name, `is answered ${done.status} ${said}`)
        if (REFUSED.has(done.status) && what !== DECIDES_SUSPECT) judgeRefusal(process, done)
        then(done)
      },
    )
  }

  /** I18: a refused request leaves no row, hold, file or message. */
  function judgeRefusal(process: Process, done: Done): void {
    if (process.faults > 0) return
    const left = remains(process.effects)
    watch.rule(
      left.length === 0,
      () => `I18: ${process.name} was refused with ${done.status} and left ${left.join(', ')}`,
    )
  }

  /** Work that was asked for: the same again is answered from the first. */
  const asked = new Set<string>()
  let acts = 0

  return {
    act,
    asked,
    acts: () => acts,
    start() {
      const { random } = world
      const budget = random.chance(0.5) ? random.between(2, 14) : undefined
      if (budget !== undefined) setBudget(budget)
    },
    setBudget,
  }

  function setBudget(credits: number): void {
    act('budget', (deeds) => deeds.setBudget(credits))
  }
}

/** What a refused invocation has left, of what its calls did. */
function remains(effects: readonly string[]): string[] {
  const files = new Set<string>()
  const left: string[] = []
  for (const effect of effects) {
    const [kind, verb, name] = effect.split(' ')
    if (kind === 'r2' && verb === 'put' && name) files.add(name)
    if (kind === 'r2' && verb === 'delete' && name) files.delete(name)
    if (kind === 'd1' && verb === 'insert' && !/idempotency|activity|sweep/.test(name ?? ''))
      left.push(effect)
    if (kind === 'queue') left.push(effect)
    if (kind === 'ledger') left.push(effect)
  }
  // What a request has held, also when the same came before, and gives back as a whole is as if
  // nobody had asked. Any other credit that it gives back is somebody else's.
  const held = left.filter((effect) => effect.startsWith('ledger reserveMany '))
  const given = left.filter((effect) => effect.startsWith(`ledger ${GIVES_BACK_OWN} `))
  const others = left.filter((effect) => !held.includes(effect) && !given.includes(effect))
  return [...others, ...held.slice(given.length), ...files]
}

function planRequest(person: Person, world: World, user: User, size: Size, forMs: number): void {
  const { random, scheduler } = world
  const input = newRequest(world, user, random.between(...size.pairs))
  const atMs = scheduler.now() + random.between(0, Math.floor(forMs / 2))
  const presses = random.chance(0.25) ? 2 : 1
  for (let press = 0; press < presses; press++) {
    scheduler.at(atMs + press * random.between(0, 10_000), () =>
      request(person, world, user, input),
    )
  }
  // Another person, or a program, asks for the same pairs at about the same time.
  if (random.chance(0.3)) {
    const other = { ...input, workId: newWorkId(random) }
    scheduler.at(atMs + random.between(0, 5_000), () => request(person, world, user, other))
  }
}

function newRequest(world: World, user: User, pairs: number): GenerateInput {
  const { random } = world
  const scenes = new Set<string>()
  const assetIds = new Set<string>()
  const wantedScenes = Math.min(pairs, random.between(1, 2))
  while (scenes.size < wantedScenes) scenes.add(pickFrom(random, user.scenes))
  const wantedAssets = Math.min(user.assetIds.length, Math.ceil(pairs / wantedScenes))
  while (assetIds.size < wantedAssets) assetIds.add(pickFrom(random, user.assetIds))
  return {
    workId: newWorkId(random),
    assetIds: [...assetIds],
    scenes: [...scenes],
    regenerate: random.chance(0.1),
    skipApproval: random.chance(0.2),
  }
}

/** A dry run first, now and then: what it says is what the request then does. */
function request(person: Person, world: World, user: User, input: GenerateInput): void {
  const { random } = world
  const asksFirst = random.chance(0.3)
  person.act('generate', async (deeds, process) => {
    const alone = isAlone(world, user, process) && !person.asked.has(input.workId)
    person.asked.add(input.workId)
    const acts = person.acts()
    const quoted = asksFirst ? await deeds.quote(input) : undefined
    const faults = process.faults
    const done = await deeds.generate(input)
    const undisturbed = alone && faults === 0 && process.faults === 0 && acts === person.acts()
    if (quoted && undisturbed && !othersAtWork(world, user, process)) {
      judgeQuote(world, process, quoted, done)
    }
    const { taskId }: { taskId?: string } = Object.assign({}, done.body)
    if (taskId !== undefined) planCancel(person, world, user, taskId)
    return done
  })
}

/** Nothing else of this user's is under way that could change what the request costs. */
function isAlone(world: World, user: User, process: Process): boolean {
  const unfinished = world.watch
    .mockups()
    .some((row) => row.userId === user.id && world.watch.openSince().has(row.id))
  const idle = world.watch.ledger.isIdle(user.id)
  return idle && !unfinished && !othersAtWork(world, user, process)
}

function othersAtWork(world: World, user: User, process: Process): boolean {
  return [...world.scheduler.running()].some(
    (each) => each !== process && (each.kind === 'consumer' || each.userId === user.id),
  )
}

/** I20: what a dry run says is what the real call does next. */
function judgeQuote(world: World, process: Process, quoted: Done, done: Done): void {
  const { watch } = world
  const { cost }: { cost?: number } = Object.assign({}, quoted.body)
  const held = process.effects.flatMap((effect) => {
    const found = /^ledger reserveMany .*held (\d+)/.exec(effect)?.[1]
    return found === undefined ? [] : [Number(found)]
  })
  if (done.status >= 300) {
    watch.rule(
      quoted.status >= 300,
      () =>
        `I20: the dry run says ${quoted.status}, and the request is refused with ${done.status}`,
    )
    return
  }
  const reserved = held.reduce((sum, each) => sum + each, 0)
  watch.rule(cost === reserved, () => `I20: the dry run says ${cost} credits, ${reserved} are held`)
}

/** Products, a job that raises their prices, perhaps twice pressed, and what people do about it. */
function planJob(person: Person, world: World, forMs: number): void {
  const { random, scheduler } = world
  const ids = Array.from({ length: JOB_PRODUCTS }, () => newWorkId(random))
  const jobId = newWorkId(random)
  const atMs = scheduler.now() + random.between(0, Math.floor(forMs / 2))
  for (const id of ids) {
    scheduler.at(atMs, () => person.act('create', (deeds) => deeds.createProduct(id, id, [])))
  }
  const later = (afterMs: number, what: string, act: Act) =>
    scheduler.at(atMs + afterMs, () => person.act(what, act))
  later(5_000, 'job', (deeds) => deeds.startJob(jobId, ids))
  later(random.between(5_000, 60_000), 'job again', (deeds) => deeds.startJob(jobId, ids))
  if (random.chance(0.3)) {
    later(random.between(5_000, 8_000), 'cancel job', (deeds) => deeds.cancelJob(jobId))
  }
  later(random.between(10_000, 90_000), 'retry job', (deeds) => deeds.retryJob(jobId))
  if (random.chance(0.5)) {
    later(random.between(10_000, 120_000), 'undo job', (deeds) => deeds.undoJob(jobId))
  }
}

/** Soon after the answer, while most of it is still to be done; or when it is done. */
function planCancel(person: Person, world: World, user: User, runId: string): void {
  const { random, scheduler } = world
  if (!random.chance(0.3)) return
  const afterMs = random.between(0, random.pick([1_000, 4_000, 30_000, 5 * MINUTE_MS]))
  scheduler.at(scheduler.now() + afterMs, () => cancel(person, world, user, runId))
}

function cancel(person: Person, world: World, user: User, runId: string): void {
  const sinceMs = world.scheduler.now()
  person.act(
    'cancel',
    (deeds) => deeds.cancel(runId),
    ({ status }) => {
      if (status < 300) world.watch.cancelAnswered(user.id, runId, sinceMs)
    },
  )
}

type Choice = (person: Person, world: World, user: User) => void

const CHOICES: readonly [Choice, ...Choice[]] = [
  retryOne,
  retryMockup,
  retryAll,
  discard,
  decide,
  decide,
  decideAnySuspect,
  decideAnySuspect,
  regenerate,
  deleteOne,
  deleteArtwork,
  replaceArtwork,
  changeScene,
  changeBudget,
  refund,
  askOnceMore,
]

function doSomething(person: Person, world: World, user: User): void {
  world.random.pick(CHOICES)(person, world, user)
}

function mine(world: World, user: User) {
  return world.watch.mockups().filter((row) => row.userId === user.id)
}

function retryOne(person: Person, world: World, user: User): void {
  const open = readRetries(world.db).filter(
    (row) => row.userId === user.id && (row.status === 'waiting' || row.status === 'exhausted'),
  )
  const row = anyOf(world.random, open)
  if (!row) return
  person.act('retry', (deeds) => deeds.runRetry(row.id))
}

function retryMockup(person: Person, world: World, user: User): void {
  const row = anyOf(
    world.random,
    mine(world, user).filter((each) => each.status === 'failed'),
  )
  if (!row) return
  world.watch.askAgain([row.id])
  person.act(
    'retry mockup',
    (deeds) => deeds.retryMockup(row.id),
    () => world.watch.againAnswered([row.id]),
  )
}

function retryAll(person: Person): void {
  person.act('retry all', (deeds) => deeds.runAllRetries())
}

function discard(person: Person, world: World, user: User): void {
  const row = anyOf(
    world.random,
    readRetries(world.db).filter((each) => each.userId === user.id),
  )
  if (row) person.act('discard', (deeds) => deeds.discardRetry(row.id))
}

function decide(person: Person, world: World, user: User): void {
  const row = anyOf(world.random, mine(world, user))
  if (!row) return
  const approve = world.random.chance(0.5)
  person.act(
    'decide',
    (deeds) => deeds.decideMockup(row.id, approve),
    ({ status }) => {
      if (status < 300) world.watch.decided([row.id])
    },
  )
}

function decideAnySuspect(person: Person, world: World, user: User): void {
  const { random, watch } = world
  const row = anyOf(
    random,
    mine(world, user).filter((each) => each.failure === 'suspect'),
  )
  if (!row) return
  const again = random.chance(0.5)
  if (again) watch.askAgain([row.id])
  person.act(
    DECIDES_SUSPECT,
    (deeds) => deeds.decideSuspect(row.id, again),
    () => {
      if (again) watch.againAnswered([row.id])
    },
  )
}

function regenerate(person: Person, world: World, user: User): void {
  const row = anyOf(world.random, mine(world, user))
  if (!row) return
  const workId = newWorkId(world.random)
  const presses = world.random.chance(0.3) ? 2 : 1
  for (let press = 0; press < presses; press++) {
    person.act('regenerate', (deeds) => deeds.regenerate(row.id, workId))
  }
}

function deleteOne(person: Person, world: World, user: User): void {
  const row = anyOf(world.random, mine(world, user))
  if (!row) return
  person.act(
    'delete mockup',
    (deeds) => deeds.deleteMockup(row.id),
    ({ status }) => {
      if (status < 300) world.watch.deleteAnswered(user.id, row.id)
    },
  )
}

function deleteArtwork(person: Person, world: World, user: User): void {
  // While something of it is under way it is refused, and then nothing may be given back.
  const row = anyOf(world.random, mine(world, user).filter(isUnfinished))
  const id = row?.assetId ?? pickFrom(world.random, user.assetIds)
  person.act('delete asset', (deeds) => deeds.deleteAsset(id))
}

function replaceArtwork(person: Person, world: World, user: User): void {
  const { random } = world
  const title = `artwork ${random.between(1, 999)} again of ${user.vendorKey}`
  const id = pickFrom(random, user.assetIds)
  person.act('replace', (deeds) => deeds.replaceFile(id, pictureOf(title)))
}

function changeScene(person: Person, world: World, user: User): void {
  const rotation = world.random.between(0, 3)
  person.act('change scene', (deeds) => deeds.changeScene(user.ownSceneId, rotation))
}

function changeBudget(person: Person, world: World): void {
  person.setBudget(world.random.between(0, 14))
}

function refund(person: Person, world: World, user: User): void {
  const row = anyOf(
    world.random,
    mine(world, user).filter((each) => each.failure === 'lost'),
  )
  if (row) person.act('refund', (deeds) => deeds.refund(row.id))
}

/** What failed, or is there, is asked for again in a run of its own. */
function askOnceMore(person: Person, world: World, user: User): void {
  const { random } = world
  const row = anyOf(random, mine(world, user))
  if (!row) return
  request(person, world, user, {
    workId: newWorkId(random),
    assetIds: [row.assetId],
    scenes: [row.scene],
    regenerate: false,
    skipApproval: false,
  })
}

/** A product of what is there by then: published, and perhaps taken off and brought back. */
function planProduct(person: Person, world: World, user: User, forMs: number): void {
  const { random, scheduler } = world
  const workId = newWorkId(random)
  const startMs = scheduler.now() + random.between(0, forMs)
  const withMockup = random.chance(0.6)
  const create = () => {
    const picture = anyOf(random, mine(world, user).filter(isApproved))
    const images = withMockup && picture ? [picture.id] : user.assetIds.slice(0, 1)
    person.act('create', (deeds) =>
      deeds.createProduct(workId, `product of ${user.vendorKey}`, images),
    )
  }
  scheduler.at(startMs, create)
  const steps = random.between(1, 4)
  for (let step = 1; step <= steps; step++) {
    const verb = step === 1 ? 'publish' : random.pick(['publish', 'retire', 'restore'] as const)
    const atMs = startMs + 2_000 + random.between(0, step * MINUTE_MS)
    scheduler.at(atMs, () => {
      const product = anyOf(
        random,
        readProducts(world.db).filter((row) => row.userId === user.id),
      )
      if (product) person.act(verb, (deeds) => deeds[verb](product.id))
    })
  }
}

export function anyOf<Item>(random: Random, items: readonly Item[]): Item | undefined {
  return items[random.between(0, Math.max(0, items.length - 1))]
}

function pickFrom(random: Random, items: readonly string[]): string {
  return anyOf(random, items) ?? ''
}

/** A UUIDv7 of this world, as a form or a program brings it. */
export function newWorkId(random: Random): string {
  const hex = Array.from({ length: 20 }, () => random.between(0, 15).toString(16)).join('')
  const time = (1_798_761_000_000 + random.between(0, 600_000)).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`
}
