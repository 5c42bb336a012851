import type { Hold } from '../../../src/ledger/entries.ts'
import { must } from './violation.ts'
import type { World } from './world.ts'

/** What must hold after every effect, across ledger, vendor and report. */
export function checkAlways(world: World): void {
  const { audit } = world.ledger
  const { calls, charges } = world.vendor
  for (const [mockupId, called] of calls) {
    const holds = audit.holds().filter((hold) => hold.mockupId === mockupId)
    const charged = charges.get(mockupId) ?? 0
    const chosen = (world.choices.get(mockupId) ?? 0) + count(holds, audit.wasGivenBack)
    const allowed = 1 + audit.freeCalls(mockupId) + chosen
    must(called <= allowed, () => `I4: ${called} paid calls for ${mockupId}, ${allowed} allowed`)
    const covered = count(holds, (hold) => mayBeCharged(hold) || audit.wasGivenBack(hold))
    must(
      charged <= covered,
      () => `I4: ${charged} charged for ${mockupId}, ${covered} in the ledger`,
    )
  }
  for (const hold of audit.holds()) {
    if (hold.state !== 'posted' || audit.wasCounted(hold)) continue
    const charged = charges.get(hold.mockupId) ?? 0
    const posted = audit
      .holds()
      .filter((each) => each.mockupId === hold.mockupId && each.state === 'posted')
    const proven = count(posted, (each) => !audit.wasCounted(each))
    must(proven <= charged, () => `I4: ${hold.mockupId} is posted, and the vendor charged nothing`)
  }
  checkReport(world)
}

function count(holds: Hold[], which: (hold: Hold) => boolean): number {
  return holds.filter(which).length
}

function mayBeCharged(hold: Hold): boolean {
  if (hold.state === 'posted' || hold.state === 'suspect') return true
  return hold.state === 'in_flight' && Boolean(hold.callStarted)
}

/** I10: what is reported is what was settled, each entry once. */
function checkReport({ database, ledger }: World): void {
  if (database.reports.length === 0) return
  const sequences = new Set(database.reports.map((report) => report.sequence))
  must(sequences.size === database.reports.length, () => 'I10: an entry is reported twice')
  const last = ledger.storage.readLastSequence()
  for (const sequence of sequences) {
    must(sequence <= last, () => `I10: entry ${sequence} is reported and was never settled`)
  }
}

/** What must hold once faults have stopped and everything has had its time. */
export function checkAtRest(world: World): void {
  const { database, ledger, pictures, queue, vendor } = world
  must(queue.unacked() === 0, () => `I7: ${queue.unacked()} messages are still in the queue`)
  for (const row of database.rows.values()) {
    must(!database.isOpen(row), () => `I7: ${row.id} is still ${row.status}`)
    must(row.failure !== 'suspect', () => `I7: nobody decided about ${row.id}`)
    if (row.status !== 'completed') continue
    const picture = row.pictureOf === undefined ? undefined : pictures.get(row.pictureOf)
    must(picture !== undefined, () => `I6: ${row.id} is completed and has no picture`)
    must(vendor.charges.has(row.pictureOf ?? ''), () => `I4: ${row.id} was never paid for`)
  }
  for (const [id, retry] of database.retries) {
    const ended = retry.status !== 'waiting' && retry.status !== 'running'
    must(ended, () => `I7: the retry of ${id} is still ${retry.status}`)
  }
  ledger.audit.check({ name: 'rest' })
  for (const hold of ledger.audit.holds()) {
    const ended = ['posted', 'voided', 'expired'].includes(hold.state)
    must(ended, () => `I3: ${hold.attemptId} is still ${hold.state}`)
  }
  const settled = ledger.storage.readSettledAfter(0, 1_000)
  const reported = database.reports.toSorted((a, b) => a.sequence - b.sequence)
  must(
    JSON.stringify(settled) === JSON.stringify(reported),
    () => `I10: ${settled.length} entries are settled and ${reported.length} reported`,
  )
  const gapless = settled.every((entry, index) => entry.sequence === index + 1)
  must(gapless, () => 'I10: the settled entries have a gap')
}
