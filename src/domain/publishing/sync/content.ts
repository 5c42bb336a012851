/** What we changed of the tags since they were sent; the shop's own tags are none of ours. */
export function tagChanges(
  sent: readonly string[] | undefined,
  wanted: readonly string[],
): { added: string[]; removed: string[] } {
  const before = sent ?? []
  return {
    added: wanted.filter((tag) => !before.includes(tag)),
    removed: before.filter((tag) => !wanted.includes(tag)),
  }
}
