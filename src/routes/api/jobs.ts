import { Hono } from 'hono'
import * as z from 'zod'
import { previewJob } from '../../domain/bulk/preview-job.ts'
import { requestJob } from '../../domain/bulk/request-job.ts'
import { jobRequest } from '../../domain/bulk/schemas.ts'
import { cancelJob } from '../../domain/jobs/cancel-job.ts'
import { listJobs, readJob, waitForJob } from '../../domain/jobs/read-job.ts'
import { retryJob } from '../../domain/jobs/retry-job.ts'
import { jobAnswer, jobListQuery, jobQuery, jobSummaryAnswer } from '../../domain/jobs/schemas.ts'
import { undoJob } from '../../domain/jobs/undo-job.ts'
import { newId } from '../../ids.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersChange, answersList, answersTrial } from '../respond/answers.ts'
import { dryRunQuery } from '../respond/dry-run.ts'
import { idParam } from '../respond/id-param.ts'
import { respondList } from '../respond/list.ts'
import { body, query } from '../respond/validate.ts'
import { presentJob, presentJobSummary } from './present-job.ts'

const NOT_FOUND = 'Job not found'
const FIRST_ROWS = jobQuery.parse({})

const started = { jobId: z.uuid(), total: z.int() }
const answersJob = answersChange('job', jobAnswer)
const answersStarted = answers({ success: z.literal(true), ...started }, 202)
const answersRequest = answersTrial(
  started,
  {
    total: z.int(),
    checked: z.int(),
    changed: z.int(),
    same: z.int(),
    refused: z.int(),
    rows: z.array(
      z.strictObject({
        id: z.uuid(),
        title: z.string(),
        result: z.enum(['change', 'same', 'refused']),
        changes: z.array(
          z.strictObject({ field: z.string(), before: z.string(), after: z.string() }),
        ),
        reason: z.string().nullable(),
        accept: z.string().nullable(),
      }),
    ),
  },
  202,
)

export const jobsApi = new Hono<HubEnv>()
  .get('/', query(jobListQuery), answersList('jobs', jobSummaryAnswer), async (c) => {
    const page = await listJobs(c.var.ctx, c.req.valid('query'))
    return respondList(c, 'jobs', page, page.rows.map(presentJobSummary))
  })
  .post('/', query(dryRunQuery), body(jobRequest), answersRequest, async (c) => {
    const { ctx, workId = newId() } = c.var
    const request = c.req.valid('json')
    if (c.req.valid('query').dry_run) {
      return c.json({ dry_run: true, ...(await previewJob(ctx, request)) })
    }
    return c.json({ success: true, ...(await requestJob(ctx, request, workId)) }, 202)
  })
  .get('/:id', query(jobQuery), answers(jobAnswer.shape), async (c) => {
    const view = await waitForJob(c.var.ctx, idParam(c, NOT_FOUND), c.req.valid('query'))
    return c.json(presentJob(view))
  })
  .post('/:id/cancel', answersJob, async (c) => {
    const id = idParam(c, NOT_FOUND)
    await cancelJob(c.var.ctx, id)
    return c.json({ success: true, job: presentJob(await readJob(c.var.ctx, id, FIRST_ROWS)) })
  })
  .post('/:id/retry', answersJob, async (c) => {
    const id = idParam(c, NOT_FOUND)
    await retryJob(c.var.ctx, id)
    return c.json({ success: true, job: presentJob(await readJob(c.var.ctx, id, FIRST_ROWS)) })
  })
  .post('/:id/undo', answersStarted, async (c) => {
    const undone = await undoJob(c.var.ctx, idParam(c, NOT_FOUND))
    return c.json({ success: true, ...undone }, 202)
  })
