import type { Context as HonoContext } from 'hono'
import { type JobPreview, previewJob } from '../../domain/bulk/preview-job.ts'
import { requestJob } from '../../domain/bulk/request-job.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { MAX_JOB_ITEMS } from '../../domain/jobs/start-job.ts'
import { countMatchingProducts } from '../../domain/products/list-products.ts'
import { listAllRecipes } from '../../domain/recipes/list-recipes.ts'
import { AppError, statusOf } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { NewJobPage } from '../../views/jobs/new-job-page.tsx'
import { jobWords, newJobWords as words } from '../../views/jobs/words.ts'
import { listPath } from '../../views/products/product-path.ts'
import type { HubEnv } from '../hub-env.ts'
import { redirectWith } from '../respond/flash.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { type JobForm, readJobForm, selectionValues, toJobRequest } from './job-form.ts'

/** Asks what to change, and shows what it would do. */
export async function showNewJob(c: HonoContext<HubEnv>): Promise<Response> {
  const query = c.req.queries()
  const asked = readJobForm({ ...c.req.query(), id: query.id })
  return show(c, await counted(c, asked), {})
}

/** Starts the job and shows it; what was asked for stays where it cannot. */
export async function startNewJob(c: HonoContext<HubEnv>): Promise<Response> {
  const sent = await c.req.parseBody({ all: true })
  const asked = readJobForm(sent)
  const { workId } = formIdentity(sent)
  const read = toJobRequest(asked)
  if (!read || 'errors' in read) return show(c, await counted(c, asked), { status: 400, workId })
  try {
    const { jobId, total } = await requestJob(c.var.ctx, read.request, workId)
    return redirectWith(c, `/jobs/${jobId}`, { tone: 'sage', text: jobWords.startedToast(total) })
  } catch (cause) {
    const refusal = sentenceOf(cause)
    // What is seen then is what matches now.
    const now = await counted(c, { ...asked, matching: undefined })
    return show(c, now, { status: 409, refusal })
  }
}

/** All that match, as many as they are now, where no number was seen. */
async function counted(c: HonoContext<HubEnv>, asked: JobForm): Promise<JobForm> {
  if (asked.ids.length > 0 || asked.matching !== undefined) return asked
  const matching = await countMatchingProducts(c.var.ctx, asked.filter, MAX_JOB_ITEMS)
  return { ...asked, matching }
}

type Shown = { status?: 200 | 400 | 409; refusal?: string; workId?: string }

async function show(c: HonoContext<HubEnv>, asked: JobForm, shown: Shown): Promise<Response> {
  const { ctx } = c.var
  const { type, ids, filter, matching, values } = asked
  const [collections, recipes, tried] = await Promise.all([
    listCollections(ctx),
    type === 'recipe' ? listAllRecipes(ctx) : [],
    tryPreview(c, asked),
  ])
  const refusal = shown.refusal ?? tried.refusal
  return c.html(
    <NewJobPage
      frame={pageFrame(c)}
      type={type}
      selection={selectionValues(asked)}
      matching={ids.length > 0 ? undefined : (matching ?? 0)}
      count={ids.length}
      values={values}
      errors={tried.errors ?? {}}
      refusal={refusal}
      preview={tried.preview}
      workId={shown.workId ?? newId()}
      collections={collections}
      recipes={recipes.map(({ id, name }) => ({ id, name }))}
      back={listPath(ids.length > 0 ? {} : filter)}
    />,
    shown.status ?? (tried.refusal ? 409 : 200),
  )
}

type Tried = { preview?: JobPreview; refusal?: string; errors?: Record<string, string> }

async function tryPreview(c: HonoContext<HubEnv>, asked: JobForm): Promise<Tried> {
  const { ids, matching = 0 } = asked
  if (ids.length === 0 && matching === 0) return { refusal: words.noSelection }
  if (matching > MAX_JOB_ITEMS) return { refusal: words.tooMany(MAX_JOB_ITEMS) }
  const read = toJobRequest(asked)
  if (!read) return {}
  if ('errors' in read) return { errors: read.errors }
  try {
    return { preview: await previewJob(c.var.ctx, read.request) }
  } catch (cause) {
    return { refusal: sentenceOf(cause) }
  }
}

function sentenceOf(cause: unknown): string {
  if (!(cause instanceof AppError) || statusOf(cause.code) >= 500) throw cause
  return cause.errors[0]?.message ?? cause.message
}
