import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { listFileChoices } from '../../domain/digital-files/list-digital-files.ts'
import { getProduct } from '../../domain/products/get-product.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import { productChange } from '../../domain/products/schemas.ts'
import { updateProduct } from '../../domain/products/update-product.ts'
import { uuid } from '../../ids.ts'
import { searchText } from '../../paging.ts'
import type { DownloadChoices } from '../../views/products/downloads-card.tsx'
import type { HubEnv } from '../hub-env.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { acceptsOf } from './accepts.ts'

type Body = Record<string, unknown>

const FIELD = 'digital_file:'
const chosenFile = z.union([uuid, z.literal('')])
const typed = z.object({ file_search: searchText.optional().catch(undefined) })

/** The files that the page of a product offers for its downloads; `body` is a form that was sent. */
export async function readDownloads(
  { var: { ctx } }: HonoContext<HubEnv>,
  product: FullProduct,
  body: Body = {},
): Promise<DownloadChoices> {
  const sent = chosenFiles(body)
  const search = typed.parse(body).file_search || undefined
  const downloads = product.variants.filter(({ is_digital }) => is_digital)
  const chosen = downloads.flatMap(
    ({ id, digital_file_id }) => sent.get(id) || digital_file_id || [],
  )
  const files = downloads.length > 0 ? await listFileChoices(ctx, { chosen, search }) : []
  return { files, search, chosen: sent, isSaid: acceptsOf(body).undelivered ?? false }
}

/** Gives the downloads of a product their files, and notes that the delivery app has them. */
export async function saveDownloads(
  { var: { ctx } }: HonoContext<HubEnv>,
  id: string,
  body: Body,
): Promise<FullProduct> {
  const sent = chosenFiles(body)
  const { variants } = await getProduct(ctx, id)
  const change = productChange.parse({
    ...(acceptsOf(body).undelivered ? { accept_undelivered: true } : {}),
    variants: variants.map((variant) => ({
      id: variant.id,
      ...(sent.has(variant.id) ? { digital_file_id: sent.get(variant.id) || null } : {}),
    })),
  })
  return updateProduct(ctx, id, change, { version: formIdentity(body).version })
}

function chosenFiles(body: Body): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(body).flatMap(([name, value]): [string, string][] => {
      const file = name.startsWith(FIELD) ? chosenFile.safeParse(value).data : undefined
      return file === undefined ? [] : [[name.slice(FIELD.length), file]]
    }),
  )
}
