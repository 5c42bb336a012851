import type { Context as HonoContext } from 'hono'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { getOwnScene } from '../../domain/scenes/get-scene.ts'
import { listSceneLibrary } from '../../domain/scenes/list-scene-library.ts'
import { newId, uuid } from '../../ids.ts'
import type { PageNotice } from '../../views/layout.tsx'
import type { ShownScene } from '../../views/scenes/scene-tile.tsx'
import { ScenesPage, type ScenesPageProps } from '../../views/scenes/scenes-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { templateThumbnail } from '../respond/link-pictures.ts'
import { frameOf } from '../respond/page-frame.ts'
import { sceneDraft } from './read-scene-draft.ts'
import { sceneValues } from './scene-form.ts'

const DONE: Record<string, PageNotice> = {
  added: { tone: 'sage', text: 'The scene is added.' },
  saved: { tone: 'sage', text: 'The change is saved as a new version.' },
  copied: { tone: 'sage', text: 'This version is yours. It is used instead of the system’s.' },
  off: { tone: 'sage', text: 'The scene is switched off: nothing is rendered in it.' },
  on: { tone: 'sage', text: 'The scene is switched on.' },
  deleted: { tone: 'sage', text: 'The scene is deleted. Mockups made in it stay.' },
}

type OpenForm = Omit<NonNullable<ScenesPageProps['form']>, 'draft'> & {
  workId?: string
  /** What its draft shows, where it is not the newest artwork. */
  artworkId?: string | undefined
}

/** The scene library, with a form where the URL asks for one or one was not saved. */
export async function showScenes(
  c: HonoContext<HubEnv>,
  refused?: OpenForm,
  status: 200 | 400 | 409 = 400,
): Promise<Response> {
  const { ctx } = c.var
  const [{ own, system }, collections, form] = await Promise.all([
    listSceneLibrary(ctx),
    listCollections(ctx),
    withDraft(c, refused),
  ])
  const shown = (row: (typeof own)[number]): ShownScene => {
    const mine = row.is_system && own.find(({ scene_key }) => scene_key === row.scene_key)
    return {
      ...row,
      picture: templateThumbnail(row),
      workId: newId(),
      replacedBy: mine ? (mine.is_active ? 'active' : 'inactive') : undefined,
    }
  }
  return c.html(
    <ScenesPage
      frame={frameOf(c, DONE)}
      own={own.map(shown)}
      system={system.toReversed().map(shown)}
      collections={collections}
      workId={form?.workId ?? newId()}
      form={form}
    />,
    refused ? status : 200,
  )
}

async function withDraft(c: HonoContext<HubEnv>, refused: OpenForm | undefined) {
  const form = refused ?? (await askedForm(c))
  return form && { ...form, draft: await sceneDraft(c.var.ctx, form) }
}

async function askedForm(c: HonoContext<HubEnv>): Promise<OpenForm | undefined> {
  const edited = uuid.safeParse(c.req.query('edit'))
  if (edited.success) {
    const scene = await getOwnScene(c.var.ctx, edited.data)
    return { id: scene.id, version: scene.version, ...sceneValues(scene) }
  }
  const workId = c.req.query('add')
  return workId ? { workId, values: {}, collections: [] } : undefined
}
