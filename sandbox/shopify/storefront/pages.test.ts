import { describe, expect, it } from 'vitest'
import type { ProductForShop } from '../../../src/integrations/shopify/build-product-input.ts'
import { buildProductSetInput } from '../../../src/integrations/shopify/build-product-input.ts'
import { ensureIdDefinition } from '../../../src/integrations/shopify/ensure-id-definition.ts'
import {
  findOnlineStore,
  publishToOnlineStore,
} from '../../../src/integrations/shopify/online-store.ts'
import { setProduct } from '../../../src/integrations/shopify/set-product.ts'
import { setStatus } from '../../../src/integrations/shopify/set-status.ts'
import { okValue, openTestShop, someProduct, someVariants } from '../shop-for-tests.ts'

/** A shop with one product on sale. */
const openStocked = async (changes: Partial<ProductForShop> = {}) => {
  const shop = openTestShop()
  const { client } = shop
  okValue(await ensureIdDefinition(client))
  const input = buildProductSetInput(someProduct(changes), someVariants(), [], 'create')
  const { gid, handle } = okValue(await setProduct(client, input))
  okValue(await publishToOnlineStore(client, gid, okValue(await findOnlineStore(client))))
  okValue(await setStatus(client, gid, 'ACTIVE'))
  const textOf = async (path: string) => (await shop.get(path)).text()
  return { ...shop, gid, handle, textOf }
}

describe('the storefront', () => {
  it('shows each variant with its SKU and price, and the range', async () => {
    const { handle, textOf } = await openStocked()
    const page = await textOf(`/products/${handle}`)
    for (const { sku } of someVariants()) expect(page).toContain(sku)
    expect(page).toContain('$9.99 – $49.99')
    expect(page).toContain('instant download')
  })

  it('lists what is on sale on its front, and nothing else', async () => {
    const { client, gid, textOf } = await openStocked()
    expect(await textOf('')).toContain('Rest is not a reward')
    okValue(await setStatus(client, gid, 'DRAFT'))
    expect(await textOf('')).not.toContain('Rest is not a reward')
  })

  it('shows staff what visitors do not see', async () => {
    const { client, gid, textOf } = await openStocked()
    okValue(await setStatus(client, gid, 'ARCHIVED'))
    expect(await textOf(`/admin/products/${gid.split('/').at(-1)}`)).toContain('ARCHIVED')
  })

  it('takes a title for text and lets no script of a description run', async () => {
    const title = '<script>alert(1)</script>'
    const { get, handle } = await openStocked({ title, handle: 'script' })
    const answer = await get(`/products/${handle}`)
    expect(await answer.text()).not.toContain(title)
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
  })
})
