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
import type { Collection } from '../../domain/collections/system-collections.ts'
import { updateCollection } from '../../domain/collections/update-collection.ts'
import { checkShopCollection } from '../../domain/publishing/check-shop-collection.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersList, answersTrial } from '../respond/answers.ts'
import { dryRunQuery, respondChange } from '../respond/dry-run.ts'
import { ifMatch, orCurrent } from '../respond/if-match.ts'
import { respondList } from '../respond/list.ts'
import { body, query } from '../respond/validate.ts'
import { collectionAnswer, presentCollection, withUses } from './present-collection.ts'

const shape = { collection: collectionAnswer }
const answersCreated = answersTrial(shape, shape, 201)
const answersChanged = answersTrial(shape)
const answersDeleted = answersTrial({}, shape)

export const collectionsApi = new Hono<HubEnv>()
  .get('/', query(collectionQuery), answersList('collections', collectionAnswer), async (c) => {
    const { limit, offset } = c.req.valid('query')
    const [all, uses] = await Promise.all([listCollections(c.var.ctx), countUses(c.var.ctx)])
    const shown = all.slice(offset, offset + limit).map((one) => withUses(one, uses))
    return respondList(c, 'collections', { total: all.length, limit, offset }, shown)
  })
  .post('/', query(dryRunQuery), body(newCollection), answersCreated, async (c) => {
    const { ctx, workId } = c.var
    const { dry_run: dryRun } = c.req.valid('query')
    const input = c.req.valid('json')
    await checkShopCollection(ctx, input)
    const collection = await createCollection(ctx, input, workId, { dryRun })
    return respondChange(c, { dryRun, ...collection }, await present(ctx, collection), 201)
  })
  .get('/:key', answers({ collection: collectionAnswer }), async (c) => {
    const { ctx } = c.var
    const collection = await getCollection(ctx, c.req.param('key'))
    c.set('version', collection.version)
    return c.json({ collection: await presentCollection(ctx, collection) })
  })
  .patch('/:key', query(dryRunQuery), body(collectionChange), answersChanged, async (c) => {
    const { ctx } = c.var
    const key = c.req.param('key')
    const { dry_run: dryRun } = c.req.valid('query')
    const version = ifMatch(c)
    const change = c.req.valid('json')
    await checkShopCollection(ctx, change, key)
    const collection = await orCurrent(
      () => updateCollection(ctx, key, change, { version, dryRun }),
      () => readCurrent(ctx, key),
    )
    return respondChange(c, { dryRun, ...collection }, await present(ctx, collection))
  })
  .delete('/:key', query(dryRunQuery), answersDeleted, async (c) => {
    const { ctx } = c.var
    const key = c.req.param('key')
    const { dry_run: dryRun } = c.req.valid('query')
    const version = ifMatch(c)
    const collection = await orCurrent(
      () => deleteCollection(ctx, key, { version, dryRun }),
      () => readCurrent(ctx, key),
    )
    return respondChange(c, { dryRun }, dryRun ? await present(ctx, collection) : {})
  })

/** What is there now, for an answer of 412. */
async function readCurrent(ctx: Context, key: string) {
  return present(ctx, await getCollection(ctx, key))
}

async function present(ctx: Context, collection: Collection) {
  return { collection: await presentCollection(ctx, collection) }
}
