/** Chosen in place of a kit. */
export const BY_HAND = 'none'

/** What is chosen on the page of generating, as its form and its URL have it. */
export type Choice = {
  asset: string[]
  scene: string[]
  /** The id of a kit, or BY_HAND; absent until either was chosen. */
  kit?: string
  /** The kit that had ticked its scenes when the page was made; whether nobody had asked for it. */
  kit_shown?: string
  kit_by_default: boolean
  skip_approval: boolean
  regenerate: boolean
  search?: string
  /** What scenes are searched for. */
  scene_search?: string
  collection?: string
  /** Only artworks that have no mockups yet. */
  mockups?: 'none'
  /** The artworks shown follow this one, or precede it. */
  cursor?: string
  before?: string
}

/** The page's URL with everything that is chosen, to continue without a script. */
export function generateUrl(choice: Choice): string {
  const query = new URLSearchParams()
  for (const id of choice.asset) query.append('asset', id)
  for (const key of choice.scene) query.append('scene', key)
  if (choice.kit) query.set('kit', choice.kit)
  if (choice.kit_shown) query.set('kit_shown', choice.kit_shown)
  if (choice.kit_by_default) query.set('kit_by_default', 'true')
  if (choice.skip_approval) query.set('skip_approval', 'true')
  if (choice.regenerate) query.set('regenerate', 'true')
  if (choice.search) query.set('search', choice.search)
  if (choice.scene_search) query.set('scene_search', choice.scene_search)
  if (choice.collection) query.set('collection', choice.collection)
  if (choice.mockups) query.set('mockups', choice.mockups)
  if (choice.cursor) query.set('cursor', choice.cursor)
  if (choice.before) query.set('before', choice.before)
  return query.size > 0 ? `/generate?${query}` : '/generate'
}
