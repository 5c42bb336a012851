import { Hono } from 'hono'
import { getProductRow } from '../../domain/products/get-product.ts'
import { resumePublishing } from '../../domain/publishing/resume-publishing.ts'
import { AppError, statusOf } from '../../errors.ts'
import { problemsUrl } from '../../views/problems/problems-url.ts'
import { problemsWords as words } from '../../views/problems/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { idParam } from '../respond/id-param.ts'
import { showProblems } from './show-problems.tsx'

export const problemsPages = new Hono<HubEnv>()
  .get('/', (c) => showProblems(c))
  .post('/products/:id/retry', limitForm, async (c) => {
    const { ctx } = c.var
    const id = idParam(c, 'Product not found')
    const { title, publish_target } = await getProductRow(ctx, id)
    try {
      await resumePublishing(ctx, id)
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      const toast = { tone: 'red', text: cause.message } as const
      return showProblems(c, { toasts: [toast], status: statusOf(cause.code) })
    }
    const publishes = (publish_target ?? 'active') === 'active'
    const text = publishes ? words.publishedAgain(title) : words.retriedAgain(title)
    return redirectWith(c, problemsUrl('publishing'), { tone: 'sage', text })
  })
