import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { app } from '../../src/app.tsx'
import { refreshTemplates } from '../../src/domain/templates/refresh-templates.ts'
import { addScene, ask, fetchPicture } from '../support/faults/calls.ts'
import { interceptThumbnails } from '../support/faults/outbound.ts'
import { openPersonStage } from '../support/faults/person.ts'
import { contextOn, passTime, runCron, type Stage } from '../support/faults/stage.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, sweepAll } from '../support/faults/time.ts'
import type { Browser } from '../support/worker/browser.ts'
import { newStudioKey } from '../support/worker/create-user.ts'
import { JPEG_5X7 } from '../support/worker/pictures.ts'

const OAK = 'Bedroom, oak, portrait'
const CANVAS = 'Bedroom, canvas, portrait'
const CLIPS = 'Bedroom, clips, portrait'
const KEPT = 'private, max-age=86400'
const DRAWN = 'private, max-age=300'

let stage: Stage & { browser: Browser }
beforeEach(async () => {
  stage = await openPersonStage(newStudioKey())
  await refreshTemplates(contextOn(stage))
})

const found = z.object({
  templates: z.array(z.object({ id: z.string(), preview_url: z.string().nullable() })),
})

async function find(name: string) {
  const path = `/api/templates?search=${encodeURIComponent(name)}`
  const { templates } = await ask(stage, ['GET', path], [200, found])
  const [template] = templates
  if (!template) throw new Error(`no template ${name}`)
  return template
}

async function look(id: string, headers: Record<string, string> = {}, of = stage) {
  const request = new Request(`http://localhost:8787/templates/${id}/thumbnail`, {
    headers: { cookie: of.browser.cookie, ...headers },
  })
  const work = createExecutionContext()
  const answer = await app.fetch(request, env, work)
  const bytes = await answer.bytes()
  await waitOnExecutionContext(work)
  const header = (name: string) => answer.headers.get(name)
  return {
    status: answer.status,
    type: header('content-type'),
    cache: header('cache-control'),
    etag: header('etag') ?? '',
    bytes,
  }
}

const DRAWING = { status: 200, type: 'image/svg+xml', cache: DRAWN }

async function keptKeys(): Promise<string[]> {
  const { objects } = await env.FILES.list({ prefix: `users/${stage.user.userId}/templates/` })
  return objects.map(({ key }) => key)
}

describe('the picture of a template', () => {
  test('is fetched once, made small, kept, and shown from there', async () => {
    const thumbnails = interceptThumbnails(() => undefined)
    const { id } = await find(OAK)
    const first = await look(id)
    expect(first).toMatchObject({ status: 200, type: 'image/webp', cache: KEPT })
    expect(await look(id)).toMatchObject({ status: 200, type: 'image/webp', bytes: first.bytes })
    expect(await look(id, { 'if-none-match': first.etag })).toMatchObject({
      status: 304,
      cache: KEPT,
    })
    expect(thumbnails.asked()).toBe(1)
    expect(await keptKeys()).toHaveLength(1)
    expect(await fetchPicture((await find(OAK)).preview_url)).toBe('image/webp')
  })

  test('is shown when its link has died since', async () => {
    const { id } = await find(OAK)
    await look(id)
    interceptThumbnails(async () => new Response('gone', { status: 404 }))
    passTime(DAY_MS)
    await refreshTemplates(contextOn(stage))
    expect(await look(id)).toMatchObject({ status: 200, type: 'image/webp' })
  })

  test('is kept at the reading where a scene of one’s own has it', async () => {
    const { id } = await find(OAK)
    await addScene(stage, { dm_template_id: id, config: { smart_object: 'Artwork' } })
    expect(await keptKeys()).toEqual([])
    passTime(DAY_MS + HOUR_MS)
    await runCron(stage, {}, '*/10 * * * *')
    await vi.waitFor(async () => expect(await keptKeys()).toHaveLength(1), { timeout: 5_000 })
  })

  test('is drawn where the template has none', async () => {
    expect(await look((await find(CANVAS)).id)).toMatchObject(DRAWING)
  })

  test('is shown to its user alone, signed in', async () => {
    const { id } = await find(OAK)
    await look(id)
    const stranger = await openPersonStage()
    expect((await look(id, {}, stranger)).status).toBe(404)
    expect((await look('nowhere')).status).toBe(404)
    expect((await look(id, { cookie: '' })).status).toBe(303)
  })
})

describe('a link that does not work', () => {
  const large = () => new Response(new Uint8Array(6 * 1024 * 1024))
  const redirect = () =>
    new Response(null, { status: 302, headers: { location: 'http://10.0.0.1/' } })
  const cut = (): Response => {
    throw new TypeError('Network connection lost.')
  }
  test.each<[string, () => Response]>([
    ['is dead', () => new Response('gone', { status: 404 })],
    ['leads elsewhere', redirect],
    ['has six megabytes', large],
    ['is no picture', () => new Response('<html>')],
    ['is cut', cut],
  ])('because it %s is drawn, and not followed again for an hour', async (_why, instead) => {
    const thumbnails = interceptThumbnails(async () => instead())
    const { id } = await find(OAK)
    expect(await look(id)).toMatchObject(DRAWING)
    passTime(HOUR_MS / 2)
    expect(await look(id)).toMatchObject(DRAWING)
    expect(thumbnails.asked()).toBe(1)
    passTime(HOUR_MS)
    expect(await look(id)).toMatchObject(DRAWING)
    expect(thumbnails.asked()).toBe(2)
    expect(await keptKeys()).toEqual([])
  })

  test('is drawn with the vendor’s own dead links, too', async () => {
    expect(await look((await find(CLIPS)).id)).toMatchObject(DRAWING)
  })
})

describe('a template that has another picture since', () => {
  const setUrl = (id: string, url: string) =>
    env.DB.prepare('UPDATE account_templates SET thumbnail_url = ? WHERE user_id = ? AND id = ?')
      .bind(url, stage.user.userId, id)
      .run()
  const urlOf = (id: string) =>
    env.DB.prepare('SELECT thumbnail_url FROM account_templates WHERE user_id = ? AND id = ?')
      .bind(stage.user.userId, id)
      .first<string>('thumbnail_url')

  test('shows the new one, and a new signature alone fetches nothing', async () => {
    const { id } = await find(OAK)
    const { bytes } = await look(id)
    const url = await urlOf(id)
    const thumbnails = interceptThumbnails(async () => new Response(JPEG_5X7))
    await setUrl(id, `${url}?signature=another`)
    passTime(2 * HOUR_MS)
    expect((await look(id)).bytes).toEqual(bytes)
    expect(thumbnails.asked()).toBe(0)
    await setUrl(id, `${url}`.replace('_480', '_720'))
    expect((await look(id)).bytes).not.toEqual(bytes)
    expect(thumbnails.asked()).toBe(1)
  })

  test('shows the old one while the new one cannot be fetched', async () => {
    const { id } = await find(OAK)
    const { bytes } = await look(id)
    await setUrl(id, `${await urlOf(id)}`.replace('_480', '-deleted_480'))
    passTime(2 * HOUR_MS)
    expect(await look(id)).toMatchObject({ status: 200, type: 'image/webp', bytes })
  })
})

describe('what is kept', () => {
  test('is fetched again where the bucket has lost it', async () => {
    const { id } = await find(OAK)
    const { bytes } = await look(id)
    await env.FILES.delete(await keptKeys())
    expect(await look(id)).toMatchObject(DRAWING)
    expect((await look(id)).bytes).toEqual(bytes)
  })

  test('outlives the sweep of files while a template names it, and no longer', async () => {
    const { id } = await find(OAK)
    await look(id)
    passTime(2 * DAY_MS)
    await sweepAll(stage)
    expect(await keptKeys()).toHaveLength(1)
    await env.DB.prepare('DELETE FROM account_templates WHERE user_id = ? AND id = ?')
      .bind(stage.user.userId, id)
      .run()
    // The sweep goes through the bucket in pages.
    for (let pages = 0; pages < 3; pages += 1) {
      passTime(10 * MINUTE_MS)
      await sweepAll(stage)
    }
    expect(await keptKeys()).toEqual([])
  })
})
