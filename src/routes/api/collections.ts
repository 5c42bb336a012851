import { Hono } from 'hono'
import type { Context } from '../../context.ts'
import { countUses } from '../../domain/collections/count-uses.ts'
import { createCollection } from '../../domain/collections/create-collection.ts'
import { deleteCollection } from '../../domain/collections/delete-collection.ts'
import { getCollection } from '../../domain/collections/get-collection.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import {
  collectionChange,
  collectionQuery,
  newCollection,
} from '../../domain/collections/schemas.ts'
import { updateCollection } from '../../domain/collections/update-collection.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersChange, answersDeletion, answersList } from '../respond/answers.ts'
import { ifMatch, orCurrent } from '../respond/if-match.ts'
import { respondList } from '../respond/list.ts'
import { body, query } from '../respond/validate.ts'
import { collectionAnswer, presentCollection, withUses } from './present-collection.ts'

export const collectionsApi = new Hono<HubEnv>()
  .get('/', query(collectionQuery), answersList('collections', collectionAnswer), async (c) => {
    const { limit, offset } = c.req.valid('query')
    const [all, uses] = await Promise.all([listCollections(c.var.ctx), countUses(c.var.ctx)])
    const shown = all.slice(offset, offset + limit).map((one) => withUses(one, uses))
    return respondList(c, 'collections', { total: all.length, limit, offset }, shown)
  })
  .post('/', body(newCollection), answersChange('collection', collectionAnswer, 201), async (c) => {
    const { ctx, workId } = c.var
    const collection = await createCollection(ctx, c.req.valid('json'), workId)
    c.set('version', collection.version)
    return c.json({ success: true, collection: await presentCollection(ctx, collection) }, 201)
  })
  .get('/:key', answers({ collection: collectionAnswer }), async (c) => {
    const { ctx } = c.var
    const collection = await getCollection(ctx, c.req.param('key'))
    c.set('version', collection.version)
    return c.json({ collection: await presentCollection(ctx, collection) })
  })
  .patch(
    '/:key',
    body(collectionChange),
    answersChange('collection', collectionAnswer),
    async (c) => {
      const { ctx } = c.var
      const key = c.req.param('key')
      const version = ifMatch(c)
      const collection = await orCurrent(
        () => updateCollection(ctx, key, c.req.valid('json'), { version }),
        () => readCurrent(ctx, key),
      )
      c.set('version', collection.version)
      return c.json({ success: true, collection: await presentCollection(ctx, collection) })
    },
  )
  .delete('/:key', answersDeletion, async (c) => {
    const { ctx } = c.var
    const key = c.req.param('key')
    const version = ifMatch(c)
    await orCurrent(
      () => deleteCollection(ctx, key, { version }),
      () => readCurrent(ctx, key),
    )
    return c.json({ success: true })
  })

/** What is there now, for an answer of 412. */
async function readCurrent(ctx: Context, key: string) {
  return { collection: await presentCollection(ctx, await getCollection(ctx, key)) }
}
