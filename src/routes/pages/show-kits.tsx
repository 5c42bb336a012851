import type { Context as HonoContext } from 'hono'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { getKit } from '../../domain/kits/get-kit.ts'
import { listAllKits } from '../../domain/kits/list-kits.ts'
import { kitQuery } from '../../domain/kits/schemas.ts'
import { listActiveScenes, withNamedScenes } from '../../domain/scenes/list-active-scenes.ts'
import { newId, uuid } from '../../ids.ts'
import { PAGE_NAMES, type Position, pageWithin } from '../../paging.ts'
import { KitsPage, type KitsPageProps } from '../../views/kits/kits-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'
import { shownValues } from './kit-form.ts'
import { picturedScenes } from './pictured-scenes.ts'

const PAGE_ROWS = 25

type OpenForm = Omit<NonNullable<KitsPageProps['form']>, 'scenes' | 'isCut'> & { workId?: string }

/** The kits, with a form where the URL asks for one or one was not saved. */
export async function showKits(
  c: HonoContext<HubEnv>,
  refused?: OpenForm,
  status: 200 | 400 | 409 = refused?.conflict ? 409 : 400,
): Promise<Response> {
  const { ctx } = c.var
  const position = kitsPosition(c)
  const [kits, listed, collections, form] = await Promise.all([
    listAllKits(ctx),
    listActiveScenes(ctx, refused?.search),
    listCollections(ctx),
    refused ?? askedForm(c),
  ])
  const page = pageWithin(kits, kitQuery.parse({ ...position, limit: PAGE_ROWS }))
  const keys = page.rows.flatMap((kit) => kit.scenes.map((scene) => scene.scene_key))
  const inForm = [...(form?.values.roles.keys() ?? [])]
  const known = await withNamedScenes(ctx, listed, {
    keys: [...new Set([...keys, ...inForm])],
    collections: [],
  })
  const scenes = picturedScenes(known.scenes)
  const offered = new Set([...inForm, ...listed.scenes.map((scene) => scene.scene_key)])
  return c.html(
    <KitsPage
      frame={pageFrame(c)}
      page={page}
      position={position}
      scenes={scenes}
      collections={collections}
      workId={form?.workId ?? newId()}
      form={
        form && {
          ...form,
          scenes: scenes.filter((scene) => offered.has(scene.scene_key)),
          isCut: listed.isCut,
        }
      }
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
