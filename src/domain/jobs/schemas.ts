import * as z from 'zod'
import { JOB_ITEM_ARRIVALS, JOB_ITEM_STATES, JOB_STATES, JOB_TYPES } from '../../db/schema/jobs.ts'
import { type ListQuery, pageQuery } from '../../paging.ts'

/** A request does not last for ever: what takes longer is asked for again. */
const MAX_WAIT_SECONDS = 30
/** As many rows of a job as one answer has. */
const MAX_ROWS = 200

export const jobListQuery = pageQuery
export type JobListQuery = ListQuery<typeof jobListQuery>

export const jobQuery = z.object({
  wait: z.coerce.number().int().min(0).max(MAX_WAIT_SECONDS).default(0),
  /** Rows in this state alone. */
  state: z.enum(JOB_ITEM_STATES).optional(),
  /** Rows that have reached their shop, or have failed to. */
  arrival: z.enum(JOB_ITEM_ARRIVALS).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_ROWS).default(MAX_ROWS),
  /** Rows behind this one. */
  after: z.coerce.number().int().min(0).default(0),
})
export type JobQuery = z.output<typeof jobQuery>

const time = z.iso.datetime()

/** A job in a list. */
export const jobSummaryAnswer = z.strictObject({
  jobId: z.uuid(),
  type: z.enum(JOB_TYPES),
  change: z.record(z.string(), z.unknown()),
  status: z.enum(JOB_STATES),
  total: z.int(),
  done: z.int(),
  failed: z.int(),
  /** Of what is done, where something had to be changed. */
  changed: z.int(),
  cancelled: z.int(),
  /** Of what is done, what a shop was asked for; how much of it the shop shows, or could not. */
  sent: z.int(),
  arrived: z.int(),
  not_arrived: z.int(),
  /** The job that this one undoes, and the one that undoes this one. */
  undoes: z.uuid().nullable(),
  undone_by: z.uuid().nullable(),
  undo_until: time.nullable(),
  created_by: z.string(),
  created_at: time,
  ended_at: time.nullable(),
})

const resultAnswer = z.strictObject({
  n: z.int(),
  /** A product; for a job that makes products, the artwork. */
  id: z.uuid(),
  product_id: z.uuid().nullable(),
  title: z.string(),
  status: z.enum(JOB_ITEM_STATES),
  error: z.string().nullable(),
  /** What has become of it at the shop; null while it is on its way, or no shop was asked. */
  arrival: z.enum(JOB_ITEM_ARRIVALS).nullable(),
  arrival_error: z.string().nullable(),
})

/** A job alone, with rows; `next_after` goes on behind the last of them. */
export const jobAnswer = jobSummaryAnswer.extend({
  results: z.array(resultAnswer),
  next_after: z.int().optional(),
})

export type JobAnswer = z.output<typeof jobAnswer>
export type JobSummaryAnswer = z.output<typeof jobSummaryAnswer>
