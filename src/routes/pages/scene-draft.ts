import { Hono, type Context as HonoContext } from 'hono'
import { sceneWords } from '../../views/scenes/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { idParam } from '../respond/id-param.ts'
import { readCarried, typedScene, withFit } from './scene-form.ts'
import { showScenes } from './show-scenes.tsx'

/** The scene form again with the draft of what is typed: nothing is saved, and nothing spent. */
export const sceneDraftPages = new Hono<HubEnv>()
  // Where a script has put the address of a draft into the browser, and the page is loaded again.
  .get('/draft', (c) => c.redirect('/scenes', 303))
  .get('/:id/draft', (c) => c.redirect(`/scenes?edit=${idParam(c, sceneWords.notFound)}`, 303))
  .post('/draft', limitForm, (c) => showDraft(c))
  .post('/:id/draft', limitForm, (c) => showDraft(c, idParam(c, sceneWords.notFound)))

async function showDraft(c: HonoContext<HubEnv>, id?: string): Promise<Response> {
  const body = await c.req.parseBody({ all: true })
  const { fit, ...kept } = readCarried(body)
  const { workId, version } = formIdentity(body)
  return showScenes(c, { id, version, workId, ...kept, ...withFit(typedScene(body), fit) }, 200)
}
