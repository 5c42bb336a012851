import { chunksOf } from '../../chunks.ts'
import type { Context } from '../../context.ts'
import type { Acceptance } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { requireScope } from '../accounts/require-scope.ts'
import { scopeOfJob } from '../jobs/job.ts'
import type { AskedItem, Outcome, ShownChange } from '../jobs/work.ts'
import { readProducts } from '../publishing/change-several.ts'
import { assertUsable, selectProducts } from './request-job.ts'
import type { JobRequest } from './schemas.ts'
import { works } from './works.ts'

/** Of how many products a preview works out what would become of them. */
const CHECKED = 200
const CHECKED_AT_ONCE = 50
const SHOWN = 50

export type PreviewRow = {
  id: string
  title: string
  result: 'change' | 'same' | 'refused'
  changes: readonly ShownChange[]
  reason: string | null
  accept: Acceptance | null
}

export type JobPreview = {
  /** How many products are meant, and of how many of them the first it was worked out. */
  total: number
  checked: number
  changed: number
  same: number
  refused: number
  /** The first 50: refused ones first. */
  rows: PreviewRow[]
}

/**
 * What a job would do, with nothing written: how many of the first 200 products change, stay, or are
 * refused, and why.
 * @throws AppError as `requestJob`
 */
export async function previewJob(ctx: Context, request: JobRequest): Promise<JobPreview> {
  const { type, sel, change } = request
  requireScope(ctx.actor, scopeOfJob(request))
  await assertUsable(ctx, request)
  const ids = await selectProducts(ctx, sel)
  const products = await readProducts(ctx, ids.slice(0, CHECKED))
  const items = products.map(({ id, title }, index) => ({
    n: index + 1,
    subject_id: id,
    title,
    input: null,
  }))
  const job = { id: newId(), type, change, undoes: null }
  const rows: PreviewRow[] = []
  for (const some of chunksOf(items, CHECKED_AT_ONCE)) {
    const outcomes = await works.plan(ctx, job, some)
    rows.push(...some.map((item, index) => toRow(item, outcomes[index])))
  }
  const count = (result: PreviewRow['result']) => rows.filter((row) => row.result === result).length
  return {
    total: ids.length,
    checked: rows.length,
    changed: count('change'),
    same: count('same'),
    refused: count('refused'),
    rows: rows.toSorted((one, other) => ORDER[one.result] - ORDER[other.result]).slice(0, SHOWN),
  }
}

const ORDER = { refused: 0, change: 1, same: 2 } as const

function toRow({ subject_id: id, title }: AskedItem, outcome: Outcome | undefined): PreviewRow {
  const row = { id, title, changes: [], reason: null, accept: null }
  switch (outcome?.kind) {
    case 'write':
      return { ...row, result: 'change', changes: outcome.shown }
    case 'refused':
      return { ...row, result: 'refused', reason: outcome.reason, accept: outcome.accept ?? null }
    default:
      return { ...row, result: 'same' }
  }
}
