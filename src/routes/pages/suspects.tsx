import { Hono } from 'hono'
import { listSuspects } from '../../domain/suspects/list-suspects.ts'
import { SUSPECT_HOURS } from '../../domain/suspects/schemas.ts'
import type { PageNotice } from '../../views/layout.tsx'
import { SuspectsPage } from '../../views/suspects/suspects-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { linkThumbnail } from '../respond/link-pictures.ts'
import { frameOf } from '../respond/page-frame.ts'
import { sceneNames } from './scene-names.ts'

const HOUR_MS = 60 * 60_000
const DONE: Record<string, PageNotice> = {
  again: { tone: 'sage', text: 'It is being rendered again. Its first credit went back.' },
  paid: { tone: 'sage', text: 'It counts as paid. To have the picture, try it again.' },
}

export const suspectsPages = new Hono<HubEnv>().get('/', async (c) => {
  const { ctx } = c.var
  const [suspects, names] = await Promise.all([listSuspects(ctx), sceneNames(ctx)])
  const rows = suspects.map(async (suspect) => ({
    ...suspect,
    picture: await linkThumbnail(ctx, suspect.view.asset),
    countsAtMs: Date.parse(suspect.view.picture.updated_at) + SUSPECT_HOURS * HOUR_MS,
  }))
  return c.html(
    <SuspectsPage
      frame={frameOf(c, DONE)}
      rows={await Promise.all(rows)}
      names={names}
      hours={SUSPECT_HOURS}
      now={ctx.clock.now()}
    />,
  )
})
