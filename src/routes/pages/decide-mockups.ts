import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { localPath } from '../../domain/accounts/local-path.ts'
import { DECISIONS, type Decision, decisionForm } from '../../domain/approvals/schemas.ts'
import type { NamedMockup } from '../../domain/mockups/name-mockups.ts'
import { decideMockups, undecidableSentence } from '../../domain/review/decide-mockups.ts'
import { AppError } from '../../errors.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { mockupsUrl } from '../../views/mockups/mockups-url.ts'
import type { SceneNames } from '../../views/mockups/scene-label.ts'
import { mockupWords as words } from '../../views/mockups/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { redirectWith } from '../respond/flash.ts'
import { invalid } from '../respond/invalid.ts'
import { chosenMockups } from './chosen-mockups.ts'
import { mockupsToast } from './decision-toast.ts'
import { mockupFilters } from './mockup-filters.ts'
import { findPlace } from './mockup-place.ts'
import { reasonCodeOf } from './reason-code.ts'
import { sceneNames } from './scene-names.ts'
import { showMockup, showMockups } from './show-mockups.tsx'

const NOT_FOUND = 'Mockup not found'
/** The id of the gallery's Results. */
const GALLERY_PART = 'results'

const one = z.object({
  reason: z.string().trim().catch(''),
  reason_code: z.string().optional().catch(undefined),
  /** The status that the page had shown. */
  seen: z.string().optional().catch(undefined),
  /** Where to go on. */
  lead: z.literal('product').optional().catch(undefined),
  /** A page of ours to return to, which shows several. */
  back: z.string().optional().catch(undefined),
})
const many = z.object({
  decision: z.enum(DECISIONS),
  reason: z.string().trim().catch(''),
  reason_code: z.string().optional().catch(undefined),
})

/** Decides about what is selected in the gallery. */
export async function decideMany(c: HonoContext<HubEnv>): Promise<Response> {
  const body = await c.req.parseBody({ all: true })
  const asked = many.safeParse(body)
  if (!asked.success) throw invalid('Invalid request body', asked.error.issues)
  const { decision, reason } = asked.data
  const why = { reason, ...reasonCodeOf(asked.data) }
  const back = mockupsUrl(mockupFilters(c))
  const { ids, refusal } = await chosenMockups(c, body)
  if (refusal) return redirectWith(c, back, refusal)
  const form = decisionForm.safeParse({ ids, decision, ...why })
  if (!form.success) {
    const toast = { tone: 'red', text: words.reasonTooLong } as const
    return showMockups(c, { status: 400, toast, refused: { reason } })
  }
  const undo = { back, part: GALLERY_PART }
  const names = await sceneNames(c.var.ctx)
  const { toast } = await decide(c, names, { ...form.data, seen: undefined, undo })
  return redirectWith(c, back, toast)
}

/** Decides about one on its page; of a list that is reviewed the next one follows. */
export async function decideOnPage(
  c: HonoContext<HubEnv>,
  id: string,
  decision: Decision,
): Promise<Response> {
  const { reason, reason_code, seen, lead, back } = one.parse(await c.req.parseBody())
  const why = { reason, ...reasonCodeOf({ decision, reason_code }) }
  const form = decisionForm.safeParse({ ids: [id], decision, ...why })
  if (!form.success) {
    const refused = { reason, reason_code, error: words.reasonTooLong }
    return showMockup(c, id, { status: 400, refused })
  }
  // Read before it is decided: the list is another one after that.
  const [place, names] = await Promise.all([findPlace(c, id), sceneNames(c.var.ctx)])
  const undo = { back: back === undefined ? place.urlOf(id) : localPath(back), part: undefined }
  const { toast, decided, subjects } = await decide(c, names, { ...form.data, seen, undo })
  const [subject] = subjects
  if (!subject) throw new AppError('not_found', NOT_FOUND)
  if (decided === 0) {
    const text = undecidableSentence(subject.status)
    return showMockup(c, id, { status: 409, toast: { tone: 'red', text } })
  }
  if (lead === 'product') return redirectWith(c, `/products/new?asset=${subject.asset_id}`, toast)
  if (back !== undefined) return redirectWith(c, undo.back, toast)
  if (place.list === 'review') return redirectWith(c, place.next ?? place.back, toast)
  return redirectWith(c, place.urlOf(id), toast)
}

type Asked = z.output<typeof decisionForm> & {
  seen: string | undefined
  undo: { back: string; part: string | undefined }
}

/** Writes it, and tells of it what the page said before and what is left. */
async function decide(
  c: HonoContext<HubEnv>,
  names: SceneNames,
  { ids, decision, seen, undo, ...why }: Asked,
): Promise<{ toast: ToastProps; decided: number; subjects: NamedMockup[] }> {
  const { ctx } = c.var
  const { before, decided, refused, at, left } = await decideMockups(ctx, ids, decision, why)
  const done = new Set(decided.map((mockup) => mockup.id))
  const outcome = before.filter((subject) => done.has(subject.id))
  const toast = mockupsToast(
    ctx,
    {
      decision,
      why,
      subjects: outcome,
      before: outcome,
      seen,
      refused: refused.map(({ status }) => ({ error: undecidableSentence(status) })),
      left,
      undo: {
        action: '/mockups/undo',
        values: { at, back: undo.back },
        part: undo.part,
      },
    },
    names,
  )
  return { toast, decided: decided.length, subjects: before }
}
