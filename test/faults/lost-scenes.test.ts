import { env } from 'cloudflare:workers'
import { afterEach, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { refreshTemplates } from '../../src/domain/templates/refresh-templates.ts'
import { addScene, ask, call } from '../support/faults/calls.ts'
import { interceptVendor } from '../support/faults/outbound.ts'
import { contextOn, openStage, passTime, runCron, type Stage } from '../support/faults/stage.ts'
import { DAY_MS, MINUTE_MS } from '../support/faults/time.ts'
import { newStudioKey } from '../support/worker/create-user.ts'
import { changeTemplate } from '../support/worker/sandbox.ts'

const TEMPLATES = ['Bedroom, oak, portrait', 'Bedroom, oak, square'] as const

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

type Lost = { key: string; id: string; name: string; templateId: string }

/** A person whose own scenes have a template each; the account has none for the system's. */
async function openRooms(): Promise<{ stage: Stage; first: Lost; second: Lost }> {
  const stage = await openStage({ vendorKey: newStudioKey() })
  expect(await refreshTemplates(contextOn(stage))).toBe('read')
  const [first, second] = await Promise.all(TEMPLATES.map((name) => addRoom(stage, name)))
  if (!first || !second) throw new Error('no scenes')
  return { stage, first, second }
}

async function addRoom(stage: Stage, template: string): Promise<Lost> {
  const shape = z.object({ templates: z.array(z.object({ id: z.string() })) })
  const path = `/api/templates?search=${encodeURIComponent(template)}`
  const [found] = (await ask(stage, ['GET', path], [200, shape])).templates
  if (!found) throw new Error(`no template ${template}`)
  const name = `In ${template}`
  const config = { smart_object: 'Artwork' }
  const scene = await addScene(stage, { name, dm_template_id: found.id, config })
  return { ...scene, name, templateId: found.id }
}

const change = (stage: Stage, { templateId }: Lost, what: 'gone' | 'renamed' | 'none') =>
  changeTemplate(stage.user.vendorKey, templateId, what)

async function read(stage: Stage): Promise<void> {
  passTime(2_000)
  expect(await refreshTemplates(contextOn(stage))).toBe('read')
}

const noticeRow = z.object({ id: z.string(), text: z.string(), href: z.string() })

async function openNotices({ user }: Stage) {
  const sql = 'SELECT * FROM notices WHERE user_id = ? AND dismissed_at IS NULL'
  const { results } = await env.DB.prepare(sql).bind(user.userId).all()
  return z.array(noticeRow).parse(results)
}

async function losses(stage: Stage) {
  const row = z.object({ action_type: z.string(), actor_type: z.string() })
  const shape = z.object({ activity: z.array(row) })
  const { activity } = await ask(stage, ['GET', '/api/activity?module=scenes'], [200, shape])
  return activity.filter(({ action_type }) => action_type === 'scenes_lost')
}

test('a reading that finds scenes without their template says so once, and names them', async () => {
  const { stage, first, second } = await openRooms()
  expect(await openNotices(stage)).toEqual([])
  await change(stage, first, 'gone')
  await change(stage, second, 'renamed')
  await read(stage)
  const [notice, ...more] = await openNotices(stage)
  expect(more).toEqual([])
  expect(notice).toMatchObject({ href: '/scenes' })
  expect(notice?.text).toContain(`“${first.name}”`)
  expect(notice?.text).toContain(`“${second.name}”`)
  expect(notice?.text, 'those that were never mapped').not.toContain('Bedroom”')
  await read(stage)
  expect(await openNotices(stage)).toEqual([notice])
  expect(await losses(stage)).toEqual([{ action_type: 'scenes_lost', actor_type: 'system' }])
})

test('the daily sweep finds it too', async () => {
  const { stage, first } = await openRooms()
  await change(stage, first, 'gone')
  passTime(DAY_MS + MINUTE_MS)
  await runCron(stage, {}, '*/10 * * * *')
  await vi.waitFor(async () => expect(await openNotices(stage)).toHaveLength(1))
})

test('what was dismissed stays so until another scene is lost', async () => {
  const { stage, first, second } = await openRooms()
  await change(stage, first, 'gone')
  await read(stage)
  const dismissed = "UPDATE notices SET dismissed_at = 'now' WHERE user_id = ?"
  await env.DB.prepare(dismissed).bind(stage.user.userId).run()
  await read(stage)
  expect(await openNotices(stage)).toEqual([])
  await change(stage, second, 'gone')
  await read(stage)
  const [notice, ...more] = await openNotices(stage)
  expect(more).toEqual([])
  expect(notice?.text).toContain(`“${first.name}”`)
  expect(notice?.text).toContain(`“${second.name}”`)
})

test('a template that is back takes the notice away, and its next loss gives another', async () => {
  const { stage, first } = await openRooms()
  for (const round of [1, 2]) {
    await change(stage, first, 'gone')
    await read(stage)
    expect(await openNotices(stage), `round ${round}`).toHaveLength(1)
    await change(stage, first, 'none')
    await read(stage)
    expect(await openNotices(stage), `round ${round}`).toEqual([])
  }
  expect(await losses(stage)).toHaveLength(2)
})

test.each(['mended', 'switched off', 'deleted'])(
  'a scene that is %s by hand leaves the notice at once, and the last one ends it',
  async (how) => {
    const { stage, first, second } = await openRooms()
    await change(stage, first, 'gone')
    await change(stage, second, 'gone')
    await read(stage)
    const spare = await addRoom(stage, 'Bedroom, walnut, square')
    const settle = async ({ id }: Lost) => {
      const path = `/api/scenes/${id}`
      const body = how === 'mended' ? { dm_template_id: spare.templateId } : { is_active: false }
      const answer =
        how === 'deleted'
          ? await call(stage, 'DELETE', path)
          : await call(stage, 'PATCH', path, body)
      expect(answer.status).toBe(200)
    }
    await settle(first)
    const [notice] = await openNotices(stage)
    expect(notice?.text).not.toContain(`“${first.name}”`)
    expect(notice?.text).toContain(`“${second.name}”`)
    await settle(second)
    expect(await openNotices(stage)).toEqual([])
  },
)

test('another account takes the notice of the one before away', async () => {
  const { stage, first } = await openRooms()
  await change(stage, first, 'gone')
  await read(stage)
  const apiKey = `sandbox_${stage.user.userId}`
  const path = '/api/integrations/dynamic_mockups'
  expect((await call(stage, 'PUT', path, { apiKey })).status).toBe(200)
  expect(await openNotices(stage)).toEqual([])
  expect(await losses(stage)).toHaveLength(1)
})

test('an older answer that arrives after a newer one is dropped, and one notice is written', async () => {
  const { stage, first } = await openRooms()
  const answered = Promise.withResolvers<void>()
  const free = Promise.withResolvers<void>()
  let calls = 0
  interceptVendor(/\/mockups$/, async (send) => {
    calls += 1
    if (calls > 1) return send()
    // Read while the template is there, and on its way for more than a minute.
    const answer = await send()
    const text = await answer.text()
    answered.resolve()
    await free.promise
    return new Response(text, answer)
  })
  passTime(2_000)
  const late = refreshTemplates(contextOn(stage))
  await answered.promise
  await change(stage, first, 'gone')
  passTime(2 * MINUTE_MS)
  expect(await refreshTemplates(contextOn(stage))).toBe('read')
  free.resolve()
  expect(await late).toBe('changed')
  expect(await openNotices(stage)).toHaveLength(1)
  expect(await losses(stage)).toHaveLength(1)
})
