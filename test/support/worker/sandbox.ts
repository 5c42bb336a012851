import { env } from 'cloudflare:workers'
import * as z from 'zod'

const renders = z.object({
  charged: z.number(),
  renders: z.array(
    z.object({
      export_label: z.string().nullable(),
      mockup_uuid: z.string(),
      charged: z.number(),
      status: z.union([z.string(), z.number()]),
      at: z.union([z.string(), z.number()]),
    }),
  ),
})

/** What the simulated vendor received and charged for a key. */
export async function vendorRenders(vendorKey: string): Promise<z.infer<typeof renders>> {
  const url = `${env.SANDBOX_URL}/__sandbox/dynamic-mockups/renders?key=${vendorKey}`
  const answer = await fetch(url)
  return renders.parse(await answer.json())
}

/** Calls the sandbox's control API; throws where it refuses. */
export async function sandboxPost(path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${env.SANDBOX_URL}/__sandbox${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`sandbox ${path}: ${answer.status} ${await answer.text()}`)
}

/** Takes a template away from a key's account, renames its smart objects, or undoes either. */
export function changeTemplate(
  vendorKey: string,
  uuid: string,
  change: 'gone' | 'renamed' | 'none',
): Promise<void> {
  return sandboxPost('/dynamic-mockups/templates', { key: vendorKey, uuid, change })
}

/** Renders of this key answer at once. */
export function renderAtOnce(vendorKey: string): Promise<void> {
  return sandboxPost('/dynamic-mockups/latency', { key: vendorKey, min_ms: 0, max_ms: 0 })
}
