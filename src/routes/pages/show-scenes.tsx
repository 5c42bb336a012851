import type { Context as HonoContext } from 'hono'
import { listCollections } from '../../domain/collections/list-collections.ts'
import type { CheckedScene } from '../../domain/scenes/checked-scene.ts'
import { getCheckedScene } from '../../domain/scenes/get-scene.ts'
import { listSceneLibrary } from '../../domain/scenes/list-scene-library.ts'
import { sceneQuery } from '../../domain/scenes/schemas.ts'
import { AppError } from '../../errors.ts'
import { newId, uuid } from '../../ids.ts'
import { lastPosition, PAGE_COUNTED_ROWS, PAGE_NAMES } from '../../paging.ts'
import { urlWith } from '../../views/components/url-with.ts'
import { ScenesPage, type ScenesPageProps } from '../../views/scenes/scenes-page.tsx'
import type { ScenesPlace } from '../../views/scenes/scenes-url.ts'
import { sceneWords as words } from '../../views/scenes/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { templateThumbnail } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'
import { sceneDraft } from './read-scene-draft.ts'
import { readCarried, sceneValues, withFit } from './scene-form.ts'
import { hasAccount } from './vendor-account.ts'

const PAGE_ROWS = 24

type OpenForm = Omit<NonNullable<ScenesPageProps['form']>, 'draft' | 'templates'> & {
  workId?: string
  /** What its draft shows, where it is not the newest artwork. */
  artworkId?: string | undefined
  /** What its templates are searched for. */
  templateSearch?: string | undefined
}

/** The scene library, with a form where the URL asks for one or one was not saved. */
export async function showScenes(
  c: HonoContext<HubEnv>,
  refused?: OpenForm,
  status: 200 | 400 | 409 = 400,
): Promise<Response> {
  const { ctx } = c.var
  const asked = readFilters(c, sceneQuery, [...PAGE_NAMES, 'search'])
  const query = sceneQuery.parse({ ...asked, limit: PAGE_ROWS })
  const [{ own, system, read }, collections, isConnected, form] = await Promise.all([
    listSceneLibrary(ctx, { ...query, counted: PAGE_COUNTED_ROWS }),
    listCollections(ctx),
    hasAccount(ctx),
    withDraft(c, refused),
  ])
  if (own.rows.length === 0 && own.total > 0) {
    const last = { search: query.search ?? '', offset: String(lastPosition(own).offset) }
    return c.redirect(`/scenes?${new URLSearchParams(last)}`, 303)
  }
  const shown = <Row extends CheckedScene>(row: Row) => ({
    ...row,
    picture: templateThumbnail(row),
  })
  return c.html(
    <ScenesPage
      frame={pageFrame(c)}
      own={{ ...own, rows: own.rows.map(shown) }}
      place={scenesPlace(c)}
      system={system.map((scene) => ({ ...shown(scene), workId: newId() }))}
      account={{ read, isConnected, now: ctx.clock.now() }}
      collections={collections}
      workId={form?.workId ?? newId()}
      form={form}
    />,
    refused ? status : 200,
  )
}

async function withDraft(c: HonoContext<HubEnv>, refused: OpenForm | undefined) {
  const { fit, back, artworkId, templateSearch } = readCarried(c.req.query())
  const asked = refused ? undefined : await askedForm(c)
  const isFitSet = fit !== undefined
  const form =
    refused ?? (asked && { ...withFit(asked, fit), back, artworkId, templateSearch, isFitSet })
  if (!form) return undefined
  const { id, workId, from } = form
  const opened = id ? { edit: id } : { add: workId, from }
  const href = urlWith('/scenes', { ...opened, back: form.back })
  return { ...form, ...(await sceneDraft(c.var.ctx, { ...form, href })) }
}

/** The place in the list that the URL names. */
export function scenesPlace(c: HonoContext<HubEnv>): ScenesPlace {
  const { search, offset } = sceneQuery.parse(readFilters(c, sceneQuery, ['search', 'offset']))
  return { search, offset }
}

/** The same with the template that is chosen, where the form's templates are searched. */
async function askedForm(c: HonoContext<HubEnv>): Promise<OpenForm | undefined> {
  const form = await openedForm(c)
  const chosen = c.req.query('template')
  if (!form || !chosen || c.req.query('template_search') === undefined) return form
  return { ...form, values: { ...form.values, dm_template_id: chosen } }
}

async function openedForm(c: HonoContext<HubEnv>): Promise<OpenForm | undefined> {
  const { ctx } = c.var
  const edited = uuid.safeParse(c.req.query('edit')).data
  if (edited) {
    const scene = await getCheckedScene(ctx, edited)
    if (scene.is_system) throw new AppError('not_found', words.notFound)
    return { id: scene.id, version: scene.version, ...sceneValues(scene), ...problemOf(scene) }
  }
  const workId = c.req.query('add')
  if (!workId) return undefined
  const from = uuid.safeParse(c.req.query('from')).data
  if (!from) return { workId, values: {}, collections: [] }
  const scene = await getCheckedScene(ctx, from)
  const { values, collections } = sceneValues(scene)
  const { scene_key } = scene
  return { workId, from, values: { ...values, scene_key }, collections, ...problemOf(scene) }
}

function problemOf({ health, reason, scene_key: key }: CheckedScene) {
  const isBad = health === 'broken' || health === 'unmapped'
  return isBad && reason ? { problem: { reason, key } } : {}
}
