import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createOutbound } from '../../src/integrations/http.ts'
import { buildProductSetInput } from '../../src/integrations/shopify/build-product-input.ts'
import { ensureIdDefinition } from '../../src/integrations/shopify/ensure-id-definition.ts'
import { findProduct } from '../../src/integrations/shopify/find-product.ts'
import type { ShopifyClient } from '../../src/integrations/shopify/graphql.ts'
import { setProduct } from '../../src/integrations/shopify/set-product.ts'
import { createStagedUploadDocument } from '../../src/integrations/shopify/upload-picture.ts'
import { type Sandbox, startSandbox } from '../server.ts'
import { okValue, somePng, someProduct, someVariants } from './shop-for-tests.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
})
afterAll(() => sandbox.close())

const connect = (): ShopifyClient => {
  const name = `test-${randomUUID()}`
  return {
    outbound: createOutbound(fetch, [URL.parse(sandbox.url)?.host ?? '']),
    originTemplate: `${sandbox.url}/shopify/{shop}`,
    shop: `${name}.myshopify.com`,
    accessToken: `shpat_${name}`,
    random: () => 0,
  }
}

const addFault = (fault: Record<string, unknown>) =>
  fetch(`${sandbox.url}/__sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ vendor: 'shopify', ...fault }),
  })

const productsOf = async (shop: string): Promise<unknown[]> => {
  const answer = await fetch(`${sandbox.url}/__sandbox/shopify/products?shop=${shop}`)
  return z.object({ products: z.array(z.unknown()) }).parse(await answer.json()).products
}

describe('over a real connection', () => {
  it('a lost answer leaves one product, found by our id and not made again', async () => {
    const client = connect()
    const { shop } = client
    okValue(await ensureIdDefinition(client))
    await addFault({ kind: 'lost_response', operation: 'productSet', times: 1, shop })
    const variables = buildProductSetInput(someProduct(), someVariants(), [], 'create')
    expect((await setProduct(client, variables)).kind).toBe('unknown')
    const found = okValue(await findProduct(client, { productId: someProduct().id }))
    const again = okValue(await setProduct(client, variables))
    expect(again.gid).toBe(found?.gid)
    expect(await productsOf(shop)).toHaveLength(1)
  })

  it('a reset connection leaves nothing', async () => {
    const client = connect()
    const { shop } = client
    okValue(await ensureIdDefinition(client))
    await addFault({ kind: 'reset', operation: 'productSet', times: 1, shop })
    const variables = buildProductSetInput(someProduct(), someVariants(), [], 'create')
    expect((await setProduct(client, variables)).kind).toBe('unknown')
    expect(await productsOf(shop)).toEqual([])
  })
})

describe('the control API', () => {
  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${sandbox.url}/__sandbox/shopify/products/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return answer.status
  }

  it('edits and deletes a product by its global id or its number', async () => {
    const client = connect()
    okValue(await ensureIdDefinition(client))
    const variables = buildProductSetInput(someProduct(), someVariants(), [], 'create')
    const { gid } = okValue(await setProduct(client, variables))
    const number = gid.split('/').at(-1)
    expect(await send('PATCH', encodeURIComponent(gid), { title: 'One' })).toBe(200)
    expect(await send('PATCH', `${number}?shop=${client.shop}`, { vendor: 'Theirs' })).toBe(200)
    expect(await productsOf(client.shop)).toMatchObject([{ title: 'One', vendor: 'Theirs' }])
    expect(await send('PATCH', gid, { variants: [{ sku: 'none', price: 1 }] })).toBe(409)
    expect(await send('DELETE', `${number}?shop=second-shop.myshopify.com`)).toBe(404)
    expect(await send('DELETE', gid)).toBe(200)
    expect(await productsOf(client.shop)).toEqual([])
  })

  it('refuses an edit that it does not know, and of a product that no shop has', async () => {
    expect(await send('PATCH', '1', { colour: 'red' })).toBe(400)
    expect(await send('PATCH', '1', { title: 'One' })).toBe(404)
    expect(await send('DELETE', '1')).toBe(404)
  })
})

const stagedAnswer = z.object({
  data: z.object({
    stagedUploadsCreate: z.object({
      stagedTargets: z.array(
        z.object({
          url: z.string(),
          parameters: z.array(z.object({ name: z.string(), value: z.string() })),
        }),
      ),
    }),
  }),
})

const stage = async ({ shop, accessToken }: ShopifyClient, httpMethod: string) => {
  const file = { filename: 'a.png', mimeType: 'image/png', resource: 'IMAGE', httpMethod }
  const answer = await fetch(`${sandbox.url}/shopify/${shop}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': accessToken },
    body: JSON.stringify({ query: createStagedUploadDocument, variables: { input: [file] } }),
  })
  const { data } = stagedAnswer.parse(await answer.json())
  const [target] = data.stagedUploadsCreate.stagedTargets
  if (!target) throw new Error('no target')
  return target
}

describe('a staged upload', () => {
  it('takes the bare bytes by PUT, at the signed URL only', async () => {
    const { url } = await stage(connect(), 'PUT')
    const body = await somePng()
    expect((await fetch(url.replace(/\?.*/, ''), { method: 'PUT', body })).status).toBe(403)
    expect((await fetch(url, { method: 'PUT', body })).status).toBe(200)
  })

  it('takes a form whose file comes last, and no other', async () => {
    const { url, parameters } = await stage(connect(), 'POST')
    const post = async (order: 'file last' | 'file first' | 'no parameters') => {
      const form = new FormData()
      const file = new Blob([await somePng()])
      if (order === 'file first') form.append('file', file, 'a.png')
      if (order !== 'no parameters') {
        for (const { name, value } of parameters) form.append(name, value)
      }
      if (order !== 'file first') form.append('file', file, 'a.png')
      return (await fetch(url, { method: 'POST', body: form })).status
    }
    expect(await post('file first')).toBe(403)
    expect(await post('no parameters')).toBe(403)
    expect(await post('file last')).toBe(201)
  })
})
