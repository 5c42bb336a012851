import type { Context as HonoContext } from 'hono'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { getKit } from '../../domain/kits/get-kit.ts'
import { listAllKits } from '../../domain/kits/list-kits.ts'
import { kitQuery } from '../../domain/kits/schemas.ts'
import { newId, uuid } from '../../ids.ts'
import { PAGE_NAMES, type Position, pageWithin } from '../../paging.ts'
import type { KitFormProps } from '../../views/kits/kit-form.tsx'
import { KitsPage } from '../../views/kits/kits-page.tsx'
import type { PageNotice } from '../../views/layout.tsx'
import type { HubEnv } from '../hub-env.ts'
import { frameOf } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'
import { shownValues } from './kit-form.ts'
import { listScenesShown, withScenesOf } from './list-scenes-shown.ts'

const PAGE_ROWS = 25

const DONE: Record<string, PageNotice> = {
  added: { tone: 'sage', text: 'The kit is added.' },
  saved: { tone: 'sage', text: 'The change is saved.' },
  deleted: {
    tone: 'sage',
    text: 'The kit is deleted. Its scenes, and mockups made with it, stay.',
  },
}

type OpenForm = Omit<KitFormProps, 'workId' | 'scenes' | 'collections' | 'position'> & {
  workId?: string
}

/** The kits, with a form where the URL asks for one or one was not saved. */
export async function showKits(
  c: HonoContext<HubEnv>,
  refused?: OpenForm,
  status: 400 | 409 = refused?.conflict ? 409 : 400,
): Promise<Response> {
  const { ctx } = c.var
  const position = kitsPosition(c)
  const [kits, offered, collections, form] = await Promise.all([
    listAllKits(ctx),
    listScenesShown(ctx),
    listCollections(ctx),
    refused ?? askedForm(c),
  ])
  const page = pageWithin(kits, kitQuery.parse({ ...position, limit: PAGE_ROWS }))
  const named = page.rows.flatMap((kit) => kit.scenes.map((scene) => scene.scene_key))
  const typed = form?.values.roles.keys() ?? []
  const scenes = await withScenesOf(ctx, offered, [...named, ...typed])
  return c.html(
    <KitsPage
      frame={frameOf(c, DONE)}
      page={page}
      position={position}
      scenes={scenes}
      collections={collections}
      workId={form?.workId ?? newId()}
      form={form}
    />,
    refused ? status : 200,
  )
}

/** The place in the list that the URL names. */
export function kitsPosition(c: HonoContext<HubEnv>): Position {
  return readFilters(c, kitQuery, PAGE_NAMES)
}

async function askedForm(c: HonoContext<HubEnv>): Promise<OpenForm | undefined> {
  const edited = uuid.safeParse(c.req.query('edit'))
  if (edited.success) {
    const kit = await getKit(c.var.ctx, edited.data)
    return { id: kit.id, version: kit.version, values: shownValues(kit) }
  }
  const workId = c.req.query('add')
  return workId ? { workId, values: { name: '', default_for: [], roles: new Map() } } : undefined
}
