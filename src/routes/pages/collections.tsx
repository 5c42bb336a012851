import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { changedFields } from '../../changed-fields.ts'
import { collectionContent, createCollection } from '../../domain/collections/create-collection.ts'
import { deleteCollection } from '../../domain/collections/delete-collection.ts'
import { getOwnCollection } from '../../domain/collections/get-collection.ts'
import { collectionChange, newCollection } from '../../domain/collections/schemas.ts'
import { updateCollection } from '../../domain/collections/update-collection.ts'
import { checkShopCollection } from '../../domain/publishing/check-shop-collection.ts'
import { AppError } from '../../errors.ts'
import { derivedId } from '../../ids.ts'
import type { CollectionValues } from '../../views/collections/collection-form.tsx'
import { collectionWords as words } from '../../views/collections/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { openForm } from '../middleware/open-form.ts'
import { fieldErrors, refusedFields } from '../respond/field-errors.ts'
import { redirectWith } from '../respond/flash.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { showCollections } from './show-collections.tsx'

const text = z.string().catch('')
const typedCollection = z.object({
  key: text,
  name: text,
  colour: text,
  shop: text,
  shop_handle: text,
})

export const collectionsPages = new Hono<HubEnv>()
  .get('/', openForm('add'), (c) => showCollections(c))
  .post('/', limitForm, async (c) => {
    const body = await c.req.parseBody()
    const { workId } = formIdentity(body)
    const values = typedCollection.parse(body)
    const input = newCollection.safeParse({
      ...toInput(values),
      key: values.key.trim() || undefined,
    })
    if (!input.success) {
      return showCollections(c, {
        status: 400,
        form: { workId, values, errors: fieldErrors(input.error) },
      })
    }
    try {
      await checkShopCollection(c.var.ctx, input.data)
      const now = await createCollection(c.var.ctx, input.data, workId)
      if (changedFields(now, collectionContent(input.data)).length > 0) {
        const another = await derivedId(workId, 'another')
        const conflict = { kind: 'exists', now } as const
        return showCollections(c, { status: 409, form: { workId: another, values, conflict } })
      }
    } catch (cause) {
      return refuse(c, cause, { workId, values })
    }
    return done(c, words.added(input.data.name))
  })
  .post('/:key', limitForm, async (c) => {
    const edited = c.req.param('key')
    const body = await c.req.parseBody()
    const { version } = formIdentity(body)
    const values = typedCollection.parse(body)
    const form = { edited, version, values }
    const input = collectionChange.safeParse(toInput(values))
    if (!input.success) {
      return showCollections(c, {
        status: 400,
        form: { ...form, errors: fieldErrors(input.error) },
      })
    }
    try {
      await checkShopCollection(c.var.ctx, input.data, edited)
      await updateCollection(c.var.ctx, edited, input.data, { version })
    } catch (cause) {
      return refuse(c, cause, form)
    }
    return done(c, words.saved(input.data.name ?? ''))
  })
  .post('/:key/delete', limitForm, async (c) => {
    try {
      const { name } = await deleteCollection(c.var.ctx, c.req.param('key'))
      return done(c, words.deleted(name))
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'conflict') throw cause
      const toast = { tone: 'red' as const, text: cause.message }
      return showCollections(c, { status: 409, toast })
    }
  })

function done(c: HonoContext<HubEnv>, text: string): Response {
  return redirectWith(c, '/collections', { tone: 'sage', text })
}

/** The same in the shape of the JSON API. A handle counts only where it is asked for. */
function toInput({ name, colour, shop, shop_handle }: CollectionValues) {
  const handle = shop === 'handle' ? { shop_handle: shop_handle.trim() || null } : {}
  return { name, colour, shop, ...handle }
}

type Typed = { edited?: string; version?: number; workId?: string; values: CollectionValues }

/** The page with the form that was refused, as it was typed; anything unforeseen is thrown on. */
async function refuse(c: HonoContext<HubEnv>, cause: unknown, form: Typed): Promise<Response> {
  if (!(cause instanceof AppError)) throw cause
  if (cause.code === 'precondition_failed' && form.edited) {
    const now = await getOwnCollection(c.var.ctx, form.edited)
    return showCollections(c, {
      status: 409,
      form: { ...form, conflict: { kind: 'changed', now } },
    })
  }
  if (cause.code === 'conflict') {
    const errors = { [cause.errors.length > 0 ? 'key' : 'name']: cause.message }
    return showCollections(c, { status: 409, form: { ...form, errors } })
  }
  return showCollections(c, { status: 400, form: { ...form, errors: refusedFields(cause) } })
}
