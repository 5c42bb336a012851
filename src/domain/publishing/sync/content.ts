import { foldTag } from '../compare-fields.ts'

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

function has(tags: readonly string[], tag: string): boolean {
  return tags.some((each) => foldTag(each) === foldTag(tag))
}
