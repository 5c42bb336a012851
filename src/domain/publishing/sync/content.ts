import { foldTag } from '../sides/compare-fields.ts'

/**
 * What is to change of the tags: those of ours that are wanted no more go, and those that are wanted
 * and lack come; the shop's own tags are none of ours. Shopify compares them without case.
 */
export function tagChanges(
  sent: readonly string[] | undefined,
  wanted: readonly string[],
  shown: readonly string[] = sent ?? [],
): { added: string[]; removed: string[] } {
  return {
    added: wanted.filter((tag) => !has(shown, tag)),
    removed: (sent ?? []).filter((tag) => !has(wanted, tag)),
  }
}

type TagsBefore = { shown: { tags: readonly string[] }; ownTags: readonly string[] }

/** What undoing makes of the tags that a shop shows: ours as they were, and others’ as they are. */
export function restoredTags(
  { shown, ownTags }: TagsBefore,
  published: readonly string[] | undefined,
  now: readonly string[],
): string[] {
  const kept = now.filter((tag) => !has(published ?? [], tag) || has(shown.tags, tag))
  const back = ownTags.filter((tag) => has(shown.tags, tag) && !has(now, tag))
  return [...kept, ...back]
}

function has(tags: readonly string[], tag: string): boolean {
  return tags.some((each) => foldTag(each) === foldTag(tag))
}
