import type { Context as HonoContext } from 'hono'
import { getMockupView } from '../../domain/mockups/get-mockup.ts'
import type { HubEnv } from '../hub-env.ts'
import { nameOf } from './decision-toast.ts'
import { sceneNames } from './scene-names.ts'

/** "Quiet Is Enough in Therapy Office", and the mockup's status. */
export async function nameMockup(c: HonoContext<HubEnv>, id: string) {
  const { ctx } = c.var
  const [{ mockup, asset }, names] = await Promise.all([getMockupView(ctx, id), sceneNames(ctx)])
  return {
    name: nameOf({ title: asset.title, scene: mockup.scene }, names),
    status: mockup.status,
  }
}
