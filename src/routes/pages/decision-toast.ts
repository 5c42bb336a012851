import type { Context } from '../../context.ts'
import type { NamedItem } from '../../domain/approvals/name-items.ts'
import type { Decision } from '../../domain/approvals/schemas.ts'
import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import type { DecidedProps } from '../../views/approvals/review-tile.tsx'
import { reviewWords as words } from '../../views/approvals/words.ts'
import { relativeTime } from '../../views/components/format-time.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { type SceneNames, sceneLabel } from '../../views/mockups/scene-label.ts'

type Subject = Pick<NamedItem, 'title' | 'scene' | 'asset_id'>

/** Something as it was just before it was decided about. */
type Before = { status: string; decided_at: string | null; decided_by: string | null }

export type Outcome = {
  decision: Decision
  /** What was decided about, as far as it is known by name. */
  subjects: readonly Subject[]
  /** The same before it: what the page had shown was `seen`. */
  before: readonly Before[]
  seen: string | undefined
  refused: readonly { error: string }[]
  left: number
  undo?: ToastProps['undo']
}

export function nameOf({ title, scene }: Omit<Subject, 'asset_id'>, names: SceneNames): string {
  return scene ? words.mockupName(title, sceneLabel(names, scene)) : title
}

/** What a decision about mockups did: which, what it overturned, how many are left. */
export function mockupsToast(ctx: Context, outcome: Outcome, names: SceneNames): ToastProps {
  const { decision, subjects, before, refused, left, undo } = outcome
  const [only] = subjects
  const [was] = before
  if (before.length === 1 && only && was && refused.length === 0 && isOverturned(outcome, was)) {
    const text = [overturnedText(ctx, was, decision), words.left(left)].join(' ')
    const isSame = was.status === decision
    return {
      tone: isSame ? 'neutral' : 'amber',
      title: `${nameOf(only, names)}.`,
      text,
      undo: isSame ? undefined : undo,
    }
  }
  const changedMeanwhile = before.filter(
    (one) => isOverturned(outcome, one) && one.status !== decision,
  )
  const other = decision === 'approved' ? 'rejected' : 'approved'
  const text = [
    before.length === 0 ? undefined : whatWasDone(outcome, names),
    changedMeanwhile.length > 0
      ? words.done.overturnedMany(changedMeanwhile.length, other)
      : undefined,
    refused[0] ? words.done.refused(refused.length, refused[0].error) : undefined,
    words.left(left),
  ]
  const isPlain = refused.length === 0 && changedMeanwhile.length === 0
  return {
    tone: isPlain ? 'sage' : 'amber',
    text: text.filter(Boolean).join(' '),
    undo: before.length > 0 ? undo : undefined,
  }
}

/** The page had shown another state: somebody has decided since. */
function isOverturned({ seen }: Outcome, { status }: Before): boolean {
  return seen !== undefined && status !== seen && (status === 'approved' || status === 'rejected')
}

function overturnedText(ctx: Context, was: Before, decision: Decision): string {
  const before = was.status === 'approved' ? 'approved' : 'rejected'
  const now = ctx.clock.now()
  const when = was.decided_at ? relativeTime(Date.parse(was.decided_at), now, 'UTC') : ''
  const who = deciderOf(ctx, was) ?? words.system
  return before === decision
    ? words.done.already(decision, when, who)
    : words.done.overturned(before, when, who, decision)
}

/** Who decided, as the person who looks at it calls them; null where nobody did. */
export function deciderOf(
  { actor }: Context,
  { decided_by }: Pick<Before, 'decided_by'>,
): string | null {
  return actor.kind === 'user' && decided_by === actor.name ? words.you : decided_by
}

type DecidedPicture = Pick<
  MockupView['picture'],
  'decision' | 'decided_by_kind' | 'decided_by' | 'decided_at' | 'reason' | 'reason_code'
>

/** What was decided about a picture, as it is shown. */
export function pictureDecision(ctx: Context, picture: DecidedPicture): DecidedProps['item'] {
  const { decision, decided_by_kind, decided_at, reason, reason_code } = picture
  return {
    status: decision === 'open' ? 'pending' : decision,
    decided_at,
    decided_by: decided_by_kind === 'person' ? deciderOf(ctx, picture) : null,
    reason,
    reason_code,
  }
}

function whatWasDone({ decision, subjects, before }: Outcome, names: SceneNames): string {
  const [only] = subjects
  if (before.length === 1 && only) return words.done.one(decision, nameOf(only, names))
  const artworks = new Set(subjects.map(({ asset_id }) => asset_id))
  return artworks.size === 1 && only && subjects.length === before.length
    ? words.done.manyOf(decision, before.length, only.title)
    : words.done.many(decision, before.length)
}

/** What a decision about products did: an approved one is being published. */
export function productsToast(outcome: Outcome): ToastProps {
  const { decision, subjects, before, refused, left } = outcome
  const [only] = subjects
  const isOne = before.length === 1 && only
  const done =
    decision === 'approved'
      ? isOne
        ? words.done.publishing(only.title)
        : words.done.publishingMany(before.length)
      : isOne
        ? words.done.backToDraft(only.title)
        : words.done.backToDraftMany(before.length)
  const text = [
    before.length > 0 ? done : undefined,
    refused[0] ? words.done.refused(refused.length, refused[0].error) : undefined,
    words.left(left),
  ]
  return { tone: refused.length > 0 ? 'amber' : 'sage', text: text.filter(Boolean).join(' ') }
}
