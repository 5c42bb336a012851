import type { Sides } from './sides/compare-fields.ts'

const SEO_PARTS = ['title', 'description'] as const

/**
 * The search texts that publishing says something of: ours, what was ours before, and what was
 * changed at the shop since. One that the shop had of its own, and that we never set, stays.
 */
export function seoParts({ hub, published, base, shop }: Sides): ('title' | 'description')[] {
  return SEO_PARTS.filter((part) => {
    const isOurs = Boolean(hub.seo?.[part] || published?.seo?.[part])
    return isOurs || (shop?.seo[part] ?? '') !== (base?.seo[part] ?? '')
  })
}
