import * as z from 'zod'
import type { Settings } from '../local/settings.ts'

const renders = z.object({
  charged: z.number(),
  renders: z.array(
    z.object({ export_label: z.string().nullable(), charged: z.number(), status: z.string() }),
  ),
})
const products = z.object({
  products: z.array(
    z.object({
      gid: z.string(),
      title: z.string(),
      status: z.string(),
      published: z.boolean(),
      media: z.array(z.object({ status: z.string() })),
    }),
  ),
})
const bucket = z.object({
  available: z.number(),
  least: z.number(),
  taken: z.number(),
  throttled: z.number(),
})

export type Fault = {
  vendor: 'dynamic_mockups' | 'shopify'
  kind: string
  value?: number | string
  operation?: string
  every?: number
  consecutive?: number
  probability?: number
  times?: number
}

/** The sandbox's control API. */
export function createVendor({ sandboxUrl }: Settings) {
  const url = `${sandboxUrl}/__sandbox`
  const read = async <T>(path: string, schema: z.ZodType<T>): Promise<T> =>
    schema.parse(await (await fetch(`${url}${path}`)).json())
  return {
    renders: () => read('/dynamic-mockups/renders', renders),
    products: () => read('/shopify/products', products),
    bucket: (shop: string) => read(`/shopify/bucket?shop=${shop}`, bucket),
    async fault(fault: Fault): Promise<void> {
      const answer = await fetch(`${url}/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      })
      if (!answer.ok) throw new Error(`The sandbox refused a fault: ${await answer.text()}`)
    },
  }
}
