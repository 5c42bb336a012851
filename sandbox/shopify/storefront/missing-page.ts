import { html } from 'hono/html'
import type { ShopContext } from '../context.ts'
import { layout } from './layout.ts'

export const missingPage = (ctx: ShopContext) =>
  layout(
    ctx,
    'Not available',
    html`<section class="missing">
      <p class="eyebrow">404</p>
      <h1>This print is not available</h1>
      <p>It may have been retired, or it is not on sale yet.</p>
      <p><a class="button" href="${ctx.base}">See all prints</a></p>
    </section>`,
  )
