const BLOCK_ENDS = /(<\/(?:p|h[1-6]|ul|ol|li|blockquote|div)>)[ \t]*(?=<[a-z])/gi
const WEIGHT_DIGITS = 4

/** Markup as a shop keeps it: a line for each block, tags and spaces as its editor writes them. */
export const writeHtml = (html: string): string =>
  html
    .replace(/<(br|hr|img)((?:\s[^<>]*?)?)\s*\/>/gi, '<$1$2>')
    .replace(BLOCK_ENDS, '$1\n')
    .replaceAll('\u00a0', '&nbsp;')
    .replaceAll('&#39;', "'")
    .trim()

/** Tags in the order of the alphabet, each once, whatever its case. */
export const writeTags = (tags: readonly string[]): string[] => {
  const known = new Map<string, string>()
  for (const tag of tags.map((each) => each.trim()).filter((each) => each !== '')) {
    const folded = tag.toLowerCase()
    if (!known.has(folded)) known.set(folded, tag)
  }
  return [...known].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, tag]) => tag)
}

/** A weight has four digits behind the point. */
export const writeWeight = <Weight extends { value: number }>(weight: Weight): Weight => ({
  ...weight,
  value: Number(weight.value.toFixed(WEIGHT_DIGITS)),
})
