import type { Job } from '../../db/schema/jobs.ts'
import { onTheWay } from '../../domain/jobs/arrivals.ts'
import type { JobRow } from '../../domain/jobs/read-job.ts'
import type { Tone } from '../components/tone.ts'
import { pluralize } from '../pluralize.ts'
import { jobTones, rowTones } from './job-tones.ts'
import { jobWords, typeWords, changeWords as words } from './words.ts'

/** "Change tags of 12 products", "Undo: change tags of 12 products". */
export function jobTitle({ type, change, total }: Pick<Job, 'type' | 'change' | 'total'>): string {
  const n = pluralize(total, 'product')
  if (type !== 'undo') return `${typeWords[type].title} · ${n}`
  const undone = Object.entries(typeWords).find(([name]) => name === change.type)?.[1]
  return `${typeWords.undo.title}: ${(undone?.title ?? jobWords.job).toLowerCase()} · ${n}`
}

/** What it changes, in short; undefined where its type says all. */
export function describeChange({ change }: Pick<Job, 'change'>): string | undefined {
  const { add, remove, set, collection, percent, amount, mend, round, sizes } = change
  const list = (value: unknown) =>
    Array.isArray(value) && value.length > 0 ? value.join(', ') : ''
  const parts = [
    list(add) && words.adds(list(add)),
    list(remove) && words.removes(list(remove)),
    Array.isArray(set) && words.sets(list(set)),
    typeof collection === 'string' && words.toCollection(collection),
    collection === null && words.fromCollection,
    typeof percent === 'number' && words.percent(percent),
    typeof amount === 'number' && words.amount(amount),
    mend === true && words.mend,
    typeof round === 'string' && round !== 'none' && words.rounded(round),
    list(sizes) && words.sizes(list(sizes)),
  ].filter((part) => typeof part === 'string' && part !== '')
  return parts.length > 0 ? parts.join(', ') : undefined
}

/** What its badge says: a job is not done while a shop does not show all of it. */
export function jobStatus(job: Job): { tone: Tone; label: string } {
  const { state } = job
  if (state !== 'running' && onTheWay(job) > 0) return { tone: 'teal', label: jobWords.goingOn }
  return { tone: jobTones[state], label: jobWords.labels[state] }
}

/** The same of one of its products. */
export function rowStatus({ state, task_id, arrival }: JobRow): { tone: Tone; label: string } {
  if (state !== 'done' || task_id === null) {
    return { tone: rowTones[state], label: jobWords.rowStates[state] }
  }
  const reached = arrival ?? 'waiting'
  return { tone: rowTones[reached], label: jobWords.rowArrivals[reached] }
}

/** How many of it have ended, one way or the other. */
export function endedOf({ state, total, done, failed }: Job): number {
  return state === 'running' ? done + failed : total
}

export function cancelledOf({ state, total, done, failed }: Job): number {
  return state === 'running' ? 0 : total - done - failed
}
