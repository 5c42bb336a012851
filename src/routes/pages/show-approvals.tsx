import type { Context as HonoContext } from 'hono'
import { countApprovals } from '../../domain/approvals/count-approvals.ts'
import {
  type ApprovalSubject,
  listApprovalsWithSubjects,
} from '../../domain/approvals/list-approvals.ts'
import { approvalQuery } from '../../domain/approvals/schemas.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { type AppError, statusOf } from '../../errors.ts'
import { PAGE_COUNTED_ROWS, PAGE_NAMES } from '../../paging.ts'
import type { ShownApproval } from '../../views/approvals/approval-tile.tsx'
import { ApprovalsPage } from '../../views/approvals/approvals-page.tsx'
import type { PageNotice } from '../../views/layout.tsx'
import type { HubEnv } from '../hub-env.ts'
import { frameOf } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'

const PAGE_ROWS = 24

const DONE: Record<string, PageNotice> = {
  approved: { tone: 'sage', text: 'Approved.' },
  rejected: { tone: 'sage', text: 'Rejected. You can still change that on the tab “Rejected”.' },
  none: { tone: 'amber', text: 'Nothing was chosen, so nothing was changed.' },
}

/** The approvals page as the URL asks for it, or with the reason of a refusal. */
export async function showApprovals(c: HonoContext<HubEnv>, refusal?: AppError): Promise<Response> {
  const { ctx } = c.var
  const filters = approvalFilters(c)
  const [page, counts, collections] = await Promise.all([
    listApprovalsWithSubjects(ctx, {
      ...approvalQuery.parse({ ...filters, limit: PAGE_ROWS }),
      counted: PAGE_COUNTED_ROWS,
    }),
    countApprovals(ctx),
    listCollections(ctx),
  ])
  const rows = await Promise.all(page.rows.map((row) => toShown(c, row)))
  const notices: PageNotice[] = refusal ? [{ tone: 'amber', text: refusal.message }] : []
  return c.html(
    <ApprovalsPage
      frame={frameOf(c, DONE, notices)}
      page={{ ...page, rows }}
      filters={filters}
      counts={counts}
      collections={collections}
      now={ctx.clock.now()}
    />,
    refusal ? statusOf(refusal.code) : 200,
  )
}

/** The filters in the page's URL; without one, what waits. */
export function approvalFilters(c: HonoContext<HubEnv>) {
  const { status = 'pending', ...others } = readFilters(c, approvalQuery, [
    'status',
    'type',
    'collection',
    ...PAGE_NAMES,
  ])
  return { status, ...others }
}

type Listed = Omit<
  ShownApproval,
  'title' | 'scene' | 'quote_text' | 'width' | 'height' | 'picture' | 'artwork'
>

async function toShown(
  c: HonoContext<HubEnv>,
  { subject, ...row }: Listed & { subject: ApprovalSubject | null },
): Promise<ShownApproval> {
  const { files } = c.var.ctx
  return {
    ...row,
    title: subject?.title ?? 'Deleted since',
    scene: subject?.scene ?? null,
    quote_text: subject?.quote_text ?? null,
    width: subject?.width ?? null,
    height: subject?.height ?? null,
    picture: subject?.file_key ? await files.path(subject.file_key) : null,
    artwork: subject?.artwork_key ? await files.path(subject.artwork_key) : null,
  }
}
