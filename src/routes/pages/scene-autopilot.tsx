import { Hono, type Context as HonoContext } from 'hono'
import { getSceneAutopilot } from '../../domain/autopilot/get-scene-autopilot.ts'
import { autopilotRequest } from '../../domain/autopilot/schemas.ts'
import { setSceneAutopilot } from '../../domain/autopilot/set-scene-autopilot.ts'
import { AppError } from '../../errors.ts'
import { type AutopilotValues, SceneAutopilotPage } from '../../views/scenes/autopilot-page.tsx'
import { autopilotWords as words } from '../../views/scenes/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { fieldErrors } from '../respond/field-errors.ts'
import { redirectWith } from '../respond/flash.ts'
import { pageFrame } from '../respond/page-frame.ts'

const DEFAULT_RATE_PERCENT = '90'
const DEFAULT_SAMPLE = '10'

/** Whether the mockups of a scene are approved without review. */
export const sceneAutopilotPages = new Hono<HubEnv>()
  .get('/:key/autopilot', (c) => show(c))
  .post('/:key/autopilot', limitForm, async (c) => {
    const { ctx } = c.var
    const key = c.req.param('key')
    const typed = readTyped(await c.req.parseBody())
    const input = autopilotRequest.safeParse({
      auto_approve: typed.auto_approve,
      min_rate: numberOf(typed.min_rate) / 100,
      sample_every: numberOf(typed.sample_every),
    })
    if (!input.success) return show(c, { typed, errors: errorsOf(fieldErrors(input.error)) }, 400)
    try {
      await setSceneAutopilot(ctx, key, input.data)
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'conflict') throw cause
      return show(c, { typed, errors: { auto_approve: cause.message } }, 409)
    }
    const { scene } = await getSceneAutopilot(ctx, key)
    const text = typed.auto_approve ? words.turnedOn(scene.name) : words.turnedOff(scene.name)
    return redirectWith(c, '/scenes', { tone: 'sage', text })
  })

type Refused = { typed: AutopilotValues; errors: Readonly<Record<string, string>> }

async function show(
  c: HonoContext<HubEnv>,
  refused?: Refused,
  status: 200 | 400 | 409 = 200,
): Promise<Response> {
  const key = c.req.param('key') ?? ''
  const { scene, standing } = await getSceneAutopilot(c.var.ctx, key)
  const own = standing.autopilot
  const values = refused?.typed ?? {
    auto_approve: own?.auto_approve === true && own.fell_back_at === null,
    min_rate: own ? String(own.min_rate / 10) : DEFAULT_RATE_PERCENT,
    sample_every: own ? String(own.sample_every) : DEFAULT_SAMPLE,
  }
  return c.html(
    <SceneAutopilotPage
      frame={pageFrame(c)}
      sceneKey={key}
      name={scene.name}
      standing={standing}
      values={values}
      errors={refused?.errors}
      now={c.var.ctx.clock.now()}
    />,
    status,
  )
}

function readTyped(body: Record<string, unknown>): AutopilotValues {
  const text = (name: string) => (typeof body[name] === 'string' ? body[name].trim() : '')
  return {
    auto_approve: body.auto_approve === 'true',
    min_rate: text('min_rate'),
    sample_every: text('sample_every'),
  }
}

/** Nothing typed is no number: an empty text would be 0. */
function numberOf(text: string): number {
  return text === '' ? Number.NaN : Number(text.replace(',', '.'))
}

function errorsOf(errors: Record<string, string>): Record<string, string> {
  return {
    ...(errors.min_rate ? { min_rate: words.rateError } : {}),
    ...(errors.sample_every ? { sample_every: words.sampleError } : {}),
  }
}
