import { env } from 'cloudflare:workers'
import * as z from 'zod'
import { getDynamicMockupsKey } from '../../../src/domain/integrations/get-dynamic-mockups-key.ts'
import type { Health } from '../../../src/limiter/core.ts'
import { sandboxPost } from '../worker/sandbox.ts'
import type { Stage } from './stage.ts'

const answer = z.object({
  charged: z.number(),
  renders: z.array(
    z.object({
      export_label: z.string().nullable(),
      charged: z.number(),
      http_status: z.number(),
    }),
  ),
})

/** Every paid call the vendor has received with the user's key, and what it charged. */
export async function vendorCalls({ user }: Stage): Promise<z.infer<typeof answer>> {
  const url = `${env.SANDBOX_URL}/__sandbox/dynamic-mockups/renders?key=${user.vendorKey}`
  return answer.parse(await (await fetch(url)).json())
}

type Fault = { kind: string; value?: number | string; operation?: string; times?: number }

/** Breaks something at the vendor, for this user's key alone. */
export function breakVendor({ user }: Stage, fault: Fault): Promise<void> {
  return sandboxPost('/faults', { vendor: 'dynamic_mockups', key: user.vendorKey, ...fault })
}

/** Takes every fault of the user's key away. */
export async function mendVendor({ user }: Stage): Promise<void> {
  await fetch(`${env.SANDBOX_URL}/__sandbox/faults?key=${user.vendorKey}`, { method: 'DELETE' })
}

/** What the limiter has learnt of the user's key: whether the breaker is open, and since when. */
export async function vendorHealth({ user }: Stage): Promise<Health> {
  const { account } = await getDynamicMockupsKey(user.ctx)
  return user.ctx.limiterOf('dynamic_mockups', account).health()
}

/** So many credits are left on the user's account at the vendor. */
export function allowCredits({ user }: Stage, credits: number): Promise<void> {
  return sandboxPost('/dynamic-mockups/credits', { key: user.vendorKey, credits })
}
