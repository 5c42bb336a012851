import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { selectMockupIds } from '../../domain/mockups/list-mockups.ts'
import { AppError, statusOf } from '../../errors.ts'
import { uuid } from '../../ids.ts'
import { MAX_SELECTED, selectedIds } from '../../selection.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { mockupWords as words } from '../../views/mockups/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { matchingOf } from './matching-items.ts'
import { mockupFilters, toMockupFilter } from './mockup-filters.ts'

/** A box may stand for several. */
const split = (sent: unknown) =>
  [sent ?? []].flat().flatMap((value) => (typeof value === 'string' ? value.split(',') : []))
const ids = z.preprocess(split, z.array(uuid).catch([]))

type Chosen = { ids: string[]; refusal?: ToastProps }

/**
 * What the gallery's form names, at most 200: the mockups that are ticked, or all that match the
 * filters of its URL as long as they are as many as the page has said.
 */
export async function chosenMockups(
  c: HonoContext<HubEnv>,
  body: Record<string, unknown>,
): Promise<Chosen> {
  const seen = matchingOf(body)
  const ticked = ids.parse(body.id)
  if (seen === undefined) {
    const kept = selectedIds.safeParse(ticked)
    if (kept.success) return { ids: kept.data }
    const text = ticked.length === 0 ? words.done.none : words.tooManyAtOnce(MAX_SELECTED)
    return { ids: [], refusal: { tone: 'amber', text } }
  }
  const filter = await toMockupFilter(c, mockupFilters(c))
  try {
    return { ids: await selectMockupIds(c.var.ctx, { filter, expected: seen }) }
  } catch (cause) {
    if (!(cause instanceof AppError) || statusOf(cause.code) >= 500) throw cause
    return { ids: [], refusal: { tone: 'amber', text: cause.message } }
  }
}
