import type { Context as HonoContext } from 'hono'
import { listMockups } from '../../domain/mockups/list-mockups.ts'
import { mockupQuery } from '../../domain/mockups/schemas.ts'
import { quoteStale } from '../../domain/runs/quote-run.ts'
import { newId } from '../../ids.ts'
import { StalePage } from '../../views/mockups/stale-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { linkThumbnails } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { sceneNames } from './scene-names.ts'

const SHOWN = 12

/** What is stale and what rendering it again would cost, or why that was refused. */
export async function showStale(
  c: HonoContext<HubEnv>,
  refused?: { error: string; status: 400 | 409 },
): Promise<Response> {
  const { ctx } = c.var
  const [quote, page, names] = await Promise.all([
    quoteStale(ctx),
    listMockups(ctx, { ...mockupQuery.parse({ stale: 'true', limit: SHOWN }), counted: SHOWN }),
    sceneNames(ctx),
  ])
  return c.html(
    <StalePage
      frame={pageFrame(c)}
      quote={quote}
      mockups={await linkThumbnails(ctx, page.rows)}
      isMore={page.next_cursor !== undefined}
      names={names}
      groupId={newId()}
      error={refused?.error}
      now={ctx.clock.now()}
    />,
    refused?.status ?? 200,
  )
}
