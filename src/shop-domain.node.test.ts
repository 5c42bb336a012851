import { expect, test } from 'vitest'
import { parseShopDomain, shopDomainHelp } from './shop-domain.ts'

test.each([
  'my-shop',
  ' My-Shop ',
  'my-shop.myshopify.com',
  'MY-SHOP.myshopify.com/',
  'https://my-shop.myshopify.com',
  'http://my-shop.myshopify.com/products/calm?variant=1#reviews',
  'https://my-shop.myshopify.com/admin',
  'https://my-shop.myshopify.com?preview=1',
  'admin.shopify.com/store/my-shop',
  'https://admin.shopify.com/store/my-shop/products/123?selectedView=all',
  'https://admin.shopify.com/store/my-shop?x=1',
  'https://admin.shopify.com/store/my-shop/settings/domains#primary',
  'my-shop/',
  '  https://My-Shop.MyShopify.com/admin/products/42?variant=7  ',
  '"my-shop.myshopify.com"',
  '<https://my-shop.myshopify.com/>',
  '//my-shop.myshopify.com',
  'my-shop.myshopify.com.',
  'https://my-shop.myshopify.com:443/admin',
  'my-shop.myshopify.com,',
])('%s names my-shop.myshopify.com', (typed) => {
  expect(parseShopDomain(typed)).toBe('my-shop.myshopify.com')
})

test.each([
  ['havenhold.com', 'Your own domain does not say which store it is'],
  ['havenhold.com', 'ends in .myshopify.com'],
  ['https://partners.shopify.com/123/stores/456', 'Shopify’s own'],
  ['https://dev.shopify.com/dashboard/1/apps', 'Shopify’s own'],
  ['my-shop/evil', 'my-store.myshopify.com'],
  ['https://www.havenhold.com/collections', 'ends in .myshopify.com'],
  ['my-shop.myshopify.com.evil.example', 'ends in .myshopify.com'],
  ['evil.example/my-shop.myshopify.com', 'ends in .myshopify.com'],
  ['user@my-shop.myshopify.com', 'my-store.myshopify.com'],
  ['my-shop.myshopify.com:8080', 'ends in .myshopify.com'],
  ['https://admin.shopify.com/', 'does not name a store'],
  ['https://admin.shopify.com/store/../evil', 'does not name a store'],
  ['my shop', 'my-store.myshopify.com'],
  ['-shop', 'my-store.myshopify.com'],
  ['', 'my-store.myshopify.com'],
  ['a'.repeat(300), 'my-store.myshopify.com'],
])('%s names no shop, and it is said what to type', (typed, help) => {
  expect(parseShopDomain(typed)).toBeUndefined()
  expect(shopDomainHelp(typed)).toContain(help)
})
