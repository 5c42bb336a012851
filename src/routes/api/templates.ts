import { Hono } from 'hono'
import * as z from 'zod'
import { getTemplate, listTemplates } from '../../domain/templates/list-templates.ts'
import { templateQuery } from '../../domain/templates/schemas.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers } from '../respond/answers.ts'
import { query } from '../respond/validate.ts'
import {
  collectionAnswer,
  presentRead,
  presentTemplate,
  readAnswer,
  templateAnswer,
} from './present-template.ts'

const answersTemplates = answers({
  templates: z.array(templateAnswer),
  total: z.int(),
  limit: z.int(),
  offset: z.int(),
  collections: z.array(collectionAnswer),
  read: readAnswer.nullable(),
})

/** The templates of the user's own Dynamic Mockups account. */
export const templatesApi = new Hono<HubEnv>()
  .get('/', query(templateQuery), answersTemplates, async (c) => {
    const { ctx } = c.var
    const { rows, read, ...list } = await listTemplates(ctx, c.req.valid('query'))
    const templates = await Promise.all(rows.map((view) => presentTemplate(ctx, view)))
    return c.json({ templates, ...list, read: presentRead(read) })
  })
  .get('/:id', answers({ template: templateAnswer }), async (c) => {
    const { ctx } = c.var
    const view = await getTemplate(ctx, c.req.param('id'))
    return c.json({ template: await presentTemplate(ctx, view) })
  })
