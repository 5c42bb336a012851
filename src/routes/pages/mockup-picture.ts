import { Hono } from 'hono'
import { getMockupView } from '../../domain/mockups/get-mockup.ts'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { idParam } from '../respond/id-param.ts'
import { linkPicture } from '../respond/link-pictures.ts'

/** The link that it leads to is good for longer. */
const KEPT = 'private, max-age=600'

/** The picture of a mockup in full size: it leads to the file. */
export const mockupPicture = new Hono<HubEnv>().get('/:id/picture', async (c) => {
  const { ctx } = c.var
  const { picture } = await getMockupView(ctx, idParam(c, 'Mockup not found'))
  const url = await linkPicture(ctx, picture.file_key)
  if (!url) throw new AppError('not_found', 'This mockup has no picture')
  c.header('cache-control', KEPT)
  return c.redirect(url, 302)
})
