import { describe, expect, it } from 'vitest'
import { isShopDomain } from '../../shop-domain.ts'
import { adminProductUrl, graphqlUrl, storefrontProductUrl } from './shop-urls.ts'

const LOCAL = 'http://127.0.0.1:8788/shopify/{shop}'
const SHOP = 'haven-hold.myshopify.com'

describe("a shop's domain", () => {
  it.each([SHOP, 'a.myshopify.com', '0-0.myshopify.com'])('%s is one', (domain) => {
    expect(isShopDomain(domain)).toBe(true)
  })

  it.each([
    '',
    'myshopify.com',
    '-a.myshopify.com',
    'a.b.myshopify.com',
    'a.myshopify.com.evil.com',
    'evil.com/a.myshopify.com',
    'evil.com#.myshopify.com',
    'user@a.myshopify.com',
    'a.myshopify.com:8080',
    'a.myshopify.com\n',
    'A.myshopify.com',
    `${'a'.repeat(250)}.myshopify.com`,
  ])('%j is none', (domain) => {
    expect(isShopDomain(domain)).toBe(false)
  })
})

describe('URLs', () => {
  it('are those of the real shop by default', () => {
    expect(graphqlUrl('https://{shop}', SHOP)).toBe(
      'https://haven-hold.myshopify.com/admin/api/2026-10/graphql.json',
    )
    expect(adminProductUrl('https://{shop}', SHOP, 'gid://shopify/Product/42')).toBe(
      'https://admin.shopify.com/store/haven-hold/products/42',
    )
  })

  it('are all at the sandbox when there is one', () => {
    const origin = `http://127.0.0.1:8788/shopify/${SHOP}`
    expect(graphqlUrl(LOCAL, SHOP)).toBe(`${origin}/admin/api/2026-10/graphql.json`)
    expect(storefrontProductUrl(LOCAL, SHOP, 'rest')).toBe(`${origin}/products/rest`)
    expect(adminProductUrl(LOCAL, SHOP, 'gid://shopify/Product/42')).toBe(
      `${origin}/admin/products/42`,
    )
  })

  it('are made of nothing but shop domains and ids', () => {
    expect(() => graphqlUrl('https://{shop}', 'evil.com/x.myshopify.com')).toThrow(RangeError)
    expect(() => adminProductUrl(LOCAL, SHOP, '42')).toThrow(RangeError)
  })
})
