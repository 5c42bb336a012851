import type { Context as HonoContext } from 'hono'
import { countUses, UNUSED } from '../../domain/collections/count-uses.ts'
import { getOwnCollection } from '../../domain/collections/get-collection.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { MAX_COLLECTIONS } from '../../domain/collections/schemas.ts'
import type { Collection } from '../../domain/collections/system-collections.ts'
import { newId } from '../../ids.ts'
import type { CollectionValues } from '../../views/collections/collection-form.tsx'
import {
  CollectionsPage,
  type CollectionsPageProps,
} from '../../views/collections/collections-page.tsx'
import type { ToastProps } from '../../views/components/toast.tsx'
import type { HubEnv } from '../hub-env.ts'
import { pageFrame } from '../respond/page-frame.ts'

const EMPTY: CollectionValues = {
  key: '',
  name: '',
  colour: 'stone',
  shop: 'none',
  shop_handle: '',
}

export type Refused = {
  status: 400 | 409
  toast?: ToastProps
  form?: NonNullable<CollectionsPageProps['form']> & { workId?: string }
}

/** The page of collections as its URL asks for it, or with a form that was not saved. */
export async function showCollections(
  c: HonoContext<HubEnv>,
  refused?: Refused,
): Promise<Response> {
  const { ctx } = c.var
  const [rows, uses, form] = await Promise.all([
    listCollections(ctx),
    countUses(ctx),
    refused ? refused.form : askedForm(c),
  ])
  return c.html(
    <CollectionsPage
      frame={pageFrame(c, refused?.toast ? [refused.toast] : [])}
      rows={rows.map((row) => ({ ...row, uses: uses.get(row.key) ?? UNUSED }))}
      form={form}
      workId={form?.workId ?? newId()}
      most={MAX_COLLECTIONS}
    />,
    refused?.status ?? 200,
  )
}

async function askedForm(c: HonoContext<HubEnv>): Promise<Refused['form']> {
  const edited = c.req.query('edit')
  if (edited) {
    const collection = await getOwnCollection(c.var.ctx, edited)
    return { edited, version: collection.version, values: valuesOf(collection) }
  }
  const workId = c.req.query('add')
  return workId ? { workId, values: EMPTY } : undefined
}

function valuesOf({ key, name, colour, shop, shop_handle }: Collection): CollectionValues {
  return { key, name, colour, shop, shop_handle: shop_handle ?? '' }
}
