import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { buildClientSchema, type IntrospectionQuery } from 'graphql'
import * as z from 'zod'
import { fetchShopifySchema } from '../../../scripts/fetch-shopify-schema.ts'

/** Its digest is pinned, so a look at its outline is enough to know what it is. */
const introspection = z.object({
  data: z.custom<IntrospectionQuery>(
    (data) =>
      z.object({ __schema: z.object({ types: z.array(z.unknown()) }) }).safeParse(data).success,
  ),
})

const file: unknown = JSON.parse(gunzipSync(readFileSync(await fetchShopifySchema())).toString())

/** Shopify's own Admin schema, 2026-10. */
export const officialSchema = buildClientSchema(introspection.parse(file).data)
