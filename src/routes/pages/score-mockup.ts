import type { Context as HonoContext } from 'hono'
import { mockupChange } from '../../domain/mockups/schemas.ts'
import { updateMockup } from '../../domain/mockups/update-mockup.ts'
import { AppError } from '../../errors.ts'
import { mockupWords } from '../../views/mockups/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { redirectWith } from '../respond/flash.ts'
import { findPlace } from './mockup-place.ts'
import { showMockup } from './show-mockups.tsx'

const words = mockupWords.score

/** Saves the quality score of a mockup; what was typed is kept where it is not saved. */
export async function scoreOnPage(c: HonoContext<HubEnv>, id: string): Promise<Response> {
  const { quality_score, seen } = await c.req.parseBody()
  const value = typeof quality_score === 'string' ? quality_score.trim() : ''
  const change = readScore(value)
  if (!change) {
    return showMockup(c, id, { status: 400, scoreRefused: { value, error: words.wrong } })
  }
  try {
    await updateMockup(
      c.var.ctx,
      id,
      change,
      typeof seen === 'string' ? readScore(seen) : undefined,
    )
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'conflict') throw cause
    return showMockup(c, id, { status: 409, scoreRefused: { value, error: cause.message } })
  }
  const place = await findPlace(c, id)
  const text = words.saved(change.quality_score)
  return redirectWith(c, place.urlOf(id), { tone: 'sage', text })
}

/** An empty text is no score; undefined for what is none at all. */
function readScore(text: string) {
  const score = text === '' ? null : Number(text.replace(',', '.'))
  return mockupChange.safeParse({ quality_score: score }).data
}
