import { Hono, type Context as HonoContext } from 'hono'
import { type RunAllResult, runAllRetries } from '../../domain/recovery/run-all-retries.ts'
import { runRetry } from '../../domain/recovery/run-retry.ts'
import { discardRetry } from '../../domain/retries/discard-retry.ts'
import { runAllRequest } from '../../domain/retries/schemas.ts'
import { AppError, statusOf } from '../../errors.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { problemsUrl } from '../../views/problems/problems-url.ts'
import { retryWords as words } from '../../views/retries/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { idParam } from '../respond/id-param.ts'
import { invalid } from '../respond/invalid.ts'
import { problemTab, showProblems } from './show-problems.tsx'

export const retriesPages = new Hono<HubEnv>()
  .get('/', (c) => c.redirect(tabOf(c.req.query('show')), 303))
  .post('/run-all', limitForm, async (c) => {
    const { operation_type } = await c.req.parseBody()
    const asked = runAllRequest.safeParse({ operation_type })
    if (!asked.success) throw invalid('Invalid request body', asked.error.issues)
    const result = await runAllRetries(c.var.ctx, asked.data.operation_type)
    if (result.refused > 0) return showProblems(c, { toasts: [refusal(result)] })
    return back(c, words.allStarted(result.started, result.left))
  })
  .post('/:id/run', limitForm, (c) =>
    attempt(c, words.started, () => runRetry(c.var.ctx, idParam(c, words.notFound))),
  )
  .post('/:id/discard', limitForm, (c) =>
    attempt(c, words.discarded, () => discardRetry(c.var.ctx, idParam(c, words.notFound))),
  )

/** Where a view of the page that listed retries is found now. */
function tabOf(view: string | undefined): string {
  if (view === 'exhausted') return problemsUrl('needs_you')
  if (view === 'succeeded' || view === 'discarded') return problemsUrl('resolved', { status: view })
  return problemsUrl(view ? 'waiting' : undefined)
}

/** Back to the list; with the reason, where it could not be done. */
async function attempt(
  c: HonoContext<HubEnv>,
  done: string,
  act: () => Promise<unknown>,
): Promise<Response> {
  try {
    await act()
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    const toast = { tone: 'amber', text: cause.message } as const
    return showProblems(c, { toasts: [toast], status: statusOf(cause.code) })
  }
  return back(c, done)
}

function back(c: HonoContext<HubEnv>, text: string): Response {
  return redirectWith(c, problemsUrl(problemTab(c)), { tone: 'sage', text })
}

function refusal({ started, refused, left, reason }: RunAllResult): ToastProps {
  const title = words.allRefusedTitle(started, refused)
  return { tone: 'amber', title, text: words.allRefused(reason, left) }
}
