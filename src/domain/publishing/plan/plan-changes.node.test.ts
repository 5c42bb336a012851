import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Content } from '../../products/shop-content.ts'
import {
  compareFields,
  isSent,
  isUndecided,
  overwriteAll,
  type Sides,
} from '../sides/compare-fields.ts'
import { FIELDS, type Field } from '../sides/fields.ts'
import type { Reading } from '../sides/reading.ts'
import { type PlanChange, planChanges, planIdOf } from './plan-changes.ts'

const text = fc.constantFrom('one', 'two', 'three')
const amount = fc.constantFrom(1000, 2499, 5000)
const sizes = fc.uniqueArray(fc.constantFrom('8x10', 'A4', 'A3'), { minLength: 1 })
const PICTURES = ['p1', 'p2', 'p3']

const content: fc.Arbitrary<Content> = fc
  .record({
    title: text,
    vendor: text,
    productType: text,
    descriptionHtml: text.map((word) => `<p>${word}</p>`),
    handle: text,
    tags: fc.uniqueArray(text),
    seo: fc.option(fc.record({ title: text }), { nil: undefined }),
    category: fc.option(text, { nil: undefined }),
    sizes,
    prices: fc.array(fc.tuple(amount, fc.option(amount)), { minLength: 3, maxLength: 3 }),
    pictures: fc.uniqueArray(fc.constantFrom(...PICTURES)),
    alt: text,
  })
  .map(({ sizes: chosen, prices, pictures, alt, seo, category, ...fields }) => ({
    ...fields,
    ...(seo ? { seo } : {}),
    ...(category ? { category } : {}),
    currency: 'USD',
    variants: chosen.map((size, index) => ({
      id: `v-${size}`,
      sku: `HH-${size}`,
      size,
      frame: 'unframed' as const,
      priceMinor: prices[index]?.[0] ?? 1000,
      compareAtPriceMinor: prices[index]?.[1] ?? null,
      isDigital: false,
    })),
    pictures: pictures.map((id) => ({ id, key: `key-${id}`, alt })),
  }))

/** What a shop shows once it got this content, written down in its own way. */
function echo(sent: Content, theirTags: string[] = []): Reading {
  return {
    status: 'ACTIVE',
    isOnline: true,
    handle: `${sent.handle}-1`,
    title: sent.title,
    descriptionHtml: sent.descriptionHtml.replaceAll('><', '>\n<'),
    vendor: sent.vendor,
    productType: sent.productType,
    tags: [...sent.tags.map((tag) => tag.toUpperCase()), ...theirTags].toSorted(),
    seo: { title: sent.seo?.title ?? null, description: sent.seo?.description ?? null },
    category: sent.category ?? null,
    variants: sent.variants.map(({ sku, size, priceMinor, compareAtPriceMinor }) => ({
      gid: `gid://shopify/ProductVariant/${sku}`,
      sku,
      options: [{ name: 'Size', value: size }],
      price: String(priceMinor / 100),
      compareAtPrice: compareAtPriceMinor === null ? null : String(compareAtPriceMinor / 100),
      mediaGid: null,
      weightGrams: null,
      requiresShipping: true,
      inventoryPolicy: 'CONTINUE',
      isTracked: false,
    })),
    media: sent.pictures.map(({ id, alt }) => ({ gid: `gid-${id}`, alt })),
  }
}

const gids = new Map(PICTURES.map((id) => [id, `gid-${id}`]))
const lockable = fc.uniqueArray(fc.constantFrom<Field>('title', 'vendor', 'prices', 'tags', 'seo'))

const sides: fc.Arbitrary<Sides> = fc
  .record({
    hub: content,
    published: content,
    shop: fc.option(content),
    locked: lockable,
    isFirst: fc.boolean(),
    isOurs: fc.boolean(),
  })
  .map(({ hub, published, shop, locked, isFirst, isOurs }) => ({
    hub,
    published: isFirst ? undefined : published,
    base: isFirst ? undefined : echo(published),
    // Half of them show what was sent, the others something else, or nothing.
    shop: isFirst ? null : isOurs ? echo(published) : shop && echo(shop),
    locked: new Set(locked),
    decisions: {},
  }))

const plan = (of: Sides, more = {}): PlanChange[] =>
  planChanges({ action: 'publish', sides: of, pictureGids: gids, ...more })
const idOf = (of: Sides, productId = 'p', shop = 's') =>
  planIdOf({ action: 'publish', productId, shop }, { sides: of, pictureGids: gids })
const hasVariant = ({ shop }: Sides, { path }: PlanChange) =>
  shop?.variants.some(({ sku }) => sku === path.split('/')[1]) ?? false
const fieldOf = ({ path }: PlanChange): Field => {
  const [first = '', , last] = path.split('/')
  if (first === 'online_store') return 'status'
  if (first === 'variants' && (last === 'price' || last === 'compare_at_price')) return 'prices'
  if (first === 'variants' && last === 'picture') return 'pictures'
  return FIELDS.find((field) => field === first) ?? 'variants'
}

describe('comparing', () => {
  it('finds no change in the echo of our own write, however the shop writes it down', () => {
    fc.assert(
      fc.property(content, content, lockable, (hub, published, locked) => {
        const base = echo(published)
        const shop = echo(published, ['theirs'])
        const states = compareFields({
          hub,
          published,
          base,
          shop,
          locked: new Set(locked),
          decisions: {},
        })
        expect(states.filter(isUndecided)).toEqual([])
      }),
    )
  })

  it('asks about nothing once all is pushed over, and sends all that was asked about', () => {
    fc.assert(
      fc.property(sides, (of) => {
        const asked = compareFields(of).filter(isUndecided)
        const states = new Map(compareFields(overwriteAll(of)).map((each) => [each.field, each]))
        for (const { field } of asked) {
          const state = states.get(field)
          expect(state && !isUndecided(state) && isSent(state)).toBe(true)
        }
      }),
    )
  })
})

describe('a plan of publishing', () => {
  it('changes only what is sent, asks only about what is undecided, leaves what is locked', () => {
    fc.assert(
      fc.property(sides, (of) => {
        const states = new Map(compareFields(of).map((state) => [state.field, state]))
        for (const change of plan(of)) {
          const own = states.get(fieldOf(change))
          // A variant that is not there comes with its prices.
          const isNew = change.path.startsWith('variants/') && change.shop === null
          const whole = isNew && !hasVariant(of, change) ? states.get('variants') : own
          const state = whole ?? own
          if (!state) throw new Error(`no field of ${change.path}`)
          expect(change.hub).not.toBe(change.shop)
          if (change.will === 'ask') expect(isUndecided(state)).toBe(true)
          else if (change.will === 'leave') expect(state.isLocked || !isUndecided(state)).toBe(true)
          else if (state.field !== 'status') expect(isSent(state)).toBe(true)
        }
      }),
    )
  })

  it('names every field that is sent and that the shop shows otherwise', () => {
    fc.assert(
      fc.property(sides, (of) => {
        const changed = new Set(plan(of).map(fieldOf))
        const plain: Field[] = ['title', 'vendor', 'product_type', 'description', 'prices']
        for (const state of compareFields(of)) {
          if (!plain.includes(state.field) || !isSent(state) || isUndecided(state)) continue
          if (!state.isAgreed) expect(changed.has(state.field)).toBe(true)
        }
      }),
    )
  })

  it('of what was never there adds all of it', () => {
    fc.assert(
      fc.property(content, (hub) => {
        const changes = plan({
          hub,
          published: undefined,
          base: undefined,
          shop: null,
          locked: new Set(['handle', 'title']),
          decisions: {},
        })
        expect(new Set(changes.map(({ will }) => will))).toEqual(new Set(['add']))
        expect(changes.map(({ path }) => path)).toEqual(
          expect.arrayContaining(['title', 'handle', 'status', 'online_store']),
        )
      }),
    )
  })

  it('is called the same exactly while it changes the same, pushed over or not', async () => {
    await fc.assert(
      fc.asyncProperty(sides, sides, async (one, other) => {
        const isSame = JSON.stringify(plan(one)) === JSON.stringify(plan(other))
        expect((await idOf(one)) === (await idOf(other))).toBe(isSame)
        expect(await idOf(one)).not.toBe(await idOf(one, 'another'))
        expect(await idOf(one)).not.toBe(await idOf(one, 'p', 'another'))
        const pushed = plan(one, { overwrites: true })
        expect(pushed.map(({ path }) => path)).toEqual(plan(one).map(({ path }) => path))
        expect(pushed.some(({ will }) => will === 'ask')).toBe(false)
      }),
    )
  })
})

describe('a plan of taking off sale', () => {
  it('changes the status alone, and nothing where the shop shows it already or has nothing', () => {
    fc.assert(
      fc.property(
        sides,
        fc.constantFrom('retire' as const, 'archive' as const, 'restore' as const),
        (of, action) => {
          const wanted: Reading['status'] = action === 'restore' ? 'DRAFT' : 'ARCHIVED'
          const changes = planChanges({ action, sides: of, pictureGids: gids })
          expect(changes.map(({ path, hub }) => [path, hub])).toEqual(
            of.shop ? [['status', wanted]] : [],
          )
          const shown = of.shop && { ...of.shop, status: wanted }
          const again = planChanges({ action, sides: { ...of, shop: shown }, pictureGids: gids })
          expect(again).toEqual([])
        },
      ),
    )
  })
})
