import { createStorage } from './bindings/storage.ts'
import { shownBy } from './pictures.ts'
import {
  isDecided,
  isStored,
  isUnfinished,
  loadFindImbalance,
  OPEN_PICTURE,
  openLedgerFacts,
  PAID_PICTURE,
  pictureOf,
  RAISED_PRICES,
  readJobs,
  readNamedFiles,
  readPairs,
  readReport,
  readRepriced,
  readRetries,
} from './product-facts.ts'
import { checkShops, lookAtProducts } from './shops-at-rest.ts'
import type { World } from './world.ts'

/** What must hold once faults have stopped and everything has had its time. */
export async function checkAtRest(world: World): Promise<void> {
  checkWork(world)
  checkPictures(world)
  checkPaid(world)
  checkDecisions(world)
  checkShops(world, await lookAtProducts(world))
  checkJobs(world)
  const findImbalance = await loadFindImbalance(world.product)
  for (const name of world.ledgers.names()) checkLedger(world, name, findImbalance)
}

/** I3: minutes after all work has ended no credit is held, a day before the claims would lapse. */
export function checkNothingHeld({ watch, ledgers, scheduler }: World): void {
  const year = new Date(scheduler.now()).getUTCFullYear()
  for (const name of ledgers.names()) {
    const facts = openLedgerFacts(ledgers.wake(name))
    for (const each of [year - 1, year]) {
      const { held } = facts.usage(each)
      watch.rule(held === 0, () => `I3: ${held} credits of ${each} are held for nothing`)
    }
  }
}

function checkWork({ watch, queues, db }: World): void {
  const messages = queues.reduce((sum, queue) => sum + queue.open(), 0)
  watch.rule(messages === 0, () => `I7: ${messages} messages are still in the queues`)
  for (const row of watch.mockups()) {
    watch.rule(!isUnfinished(row), () => `I7: ${row.id} is still ${row.status}`)
    watch.rule(row.failure !== 'suspect', () => `I7: nobody decided about ${row.id}`)
  }
  for (const { id, state } of watch.pictures().values()) {
    watch.rule(!OPEN_PICTURE.includes(state), () => `I7: picture ${id} is still ${state}`)
  }
  for (const retry of readRetries(db)) {
    const ended = retry.status !== 'waiting' && retry.status !== 'running'
    watch.rule(ended, () => `I7: the retry of ${retry.subject} is still ${retry.status}`)
  }
}

/** I6: a picture that is paid for is there, lost or gone, and the newest attempt at it. */
function checkPaid({ watch }: World): void {
  for (const id of watch.ledger.paidAttempts()) {
    const picture = watch.pictures().get(pictureOf(id))
    const isNewest = picture !== undefined && id === `${picture.id}.${picture.attempt}`
    watch.rule(
      isNewest && PAID_PICTURE.includes(picture.state),
      () => `I6: ${id} is paid, its picture is ${picture?.state} at attempt ${picture?.attempt}`,
    )
  }
}

/** I19: every mockup of a picture says of it what was decided. */
function checkDecisions({ watch }: World): void {
  for (const row of watch.mockups()) {
    const decision = watch.pictures().get(row.pictureId)?.decision
    const said = isDecided(row) ? row.status : 'open'
    watch.rule(
      !isStored(row) || said === decision,
      () => `I19: ${row.id} is ${row.status}, and its picture is ${decision}`,
    )
  }
}

/** I6: what is finished has its file, of the right artwork and scene. */
function checkPictures({ watch, db, shelf }: World): void {
  for (const key of readNamedFiles(db)) {
    watch.rule(shelf.has(key), () => `I6: a row names ${key}, and there is no such file`)
  }
  const pairs = readPairs(db)
  for (const row of watch.mockups()) {
    if (!isStored(row)) continue
    watch.rule(row.fileKey !== null, () => `I6: ${row.id} is ${row.status} and has no picture`)
    const pair = pairs.get(row.id)
    if (row.stale || !pair || row.fileKey === null) continue
    const artwork = shownBy(shelf.get(pair.fileKey)?.bytes) ?? 'nothing'
    const shown = shownBy(shelf.get(row.fileKey)?.bytes) ?? ''
    const rotation = Number(/\[rotate\]=(\d+)/.exec(shown)?.[1] ?? 0)
    const right = shown.includes(`=${artwork}`) && shown.includes(`mockup_uuid=${pair.template}`)
    watch.rule(
      right && rotation === pair.rotation,
      () =>
        `I6: ${row.id} is fresh and shows ${shown}, not ${artwork} in ${pair.template} at ${pair.rotation}`,
    )
  }
}

/** I21: every job has ended, and has changed each product once, or undone it exactly. */
function checkJobs({ watch, db }: World): void {
  for (const { id, state, waiting } of readJobs(db)) {
    watch.rule(
      state !== 'running' && waiting === 0,
      () => `I21: the job ${id} is ${state}, and ${waiting} of it wait`,
    )
  }
  for (const { id, versions, logged, done, undone, price } of readRepriced(db)) {
    watch.rule(
      versions === done && logged === done,
      () => `I21: ${id} was changed ${versions} times, logged ${logged} times, for ${done} rows`,
    )
    const raised = RAISED_PRICES[done - 2 * undone]
    watch.rule(price === raised, () => `I21: ${id} sells for ${price}, not ${raised}`)
  }
}

function checkLedger(
  world: World,
  name: string,
  findImbalance: Awaited<ReturnType<typeof loadFindImbalance>>,
): void {
  const { watch, db, ledgers, vendor, users, scheduler } = world
  const kept = ledgers.keptOf(name)
  if (!kept) return
  const imbalance = findImbalance(createStorage(kept, () => undefined).sql)
  watch.rule(imbalance === undefined, () => `I2: ${imbalance}`)
  const facts = openLedgerFacts(ledgers.wake(name))
  const year = new Date(scheduler.now()).getUTCFullYear()
  for (const each of [year - 1, year]) {
    const { held, suspect } = facts.usage(each)
    watch.rule(held === 0, () => `I3: ${held} credits of ${each} are still held`)
    watch.rule(suspect === 0, () => `I3: ${suspect} credits of ${each} are still in doubt`)
  }
  const entries = facts.entries()
  const gapless = entries.every((entry, index) => entry.sequence === index + 1)
  watch.rule(gapless, () => 'I10: the settled entries have a gap')
  const settled = entries.map((entry) => entry.text)
  const reported = readReport(db, name)
  watch.rule(
    settled.join('\n') === reported.join('\n'),
    () => `I10: ${settled.length} entries are settled and ${reported.length} reported`,
  )
  const key = users.find(({ id }) => id === name)?.vendorKey
  const charged = vendor.calls.filter((call) => call.key === key && call.charged).length
  const spent = entries.filter(({ operation }) => operation !== 'refund').length
  const doubts = watch.ledger.givenBackOf(name)
  watch.rule(
    charged <= spent + doubts,
    () => `I4: the vendor charged ${charged}, the ledger has ${spent} and ${doubts} given back`,
  )
}
