import type { NewNotice } from './post-notice.ts'

/** A user has one: it is about all scenes that were lost and not mended yet. */
export const LOST_SCENES_NOTICE = '6c6f7374-7363-8e65-9e73-6e6f74696365'

const MAX_NAMED = 5

/** “Bedroom”, “Hall” and 7 more: of more than five, five are named. */
export function nameSome(names: readonly string[]): string {
  const named = names.slice(0, MAX_NAMED).map((name) => `“${name}”`)
  const more = names.length - named.length
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** The notice about scenes that could be rendered before. */
export function lostScenesNotice(names: readonly string[]): NewNotice {
  const text =
    names.length === 1
      ? `The scene ${nameSome(names)} can no longer be rendered: its template or smart object is no longer in your Dynamic Mockups account. Choose another template under Scenes. Until then, it uses no credits.`
      : `${names.length} scenes can no longer be rendered: ${nameSome(names)}. Their templates or smart objects are no longer in your Dynamic Mockups account. Choose other templates under Scenes. Until then, they use no credits.`
  return { id: LOST_SCENES_NOTICE, tone: 'amber', text, href: '/scenes' }
}
