/** A run of words that is in both texts, or in this one alone. */
export type TextPart = { text: string; isChanged: boolean }

// The table of two texts of so many words has a million cells; what is longer is shown whole.
const MAX_WORDS = 1_000
/** So many words are shown around a change, and the rest of what is equal is left out. */
const CONTEXT_WORDS = 12

/** What differs between two texts, word by word, each side with a part of what is around it. */
export function diffWords(
  before: string,
  after: string,
): { before: TextPart[]; after: TextPart[] } {
  const [old, now] = [wordsOf(before), wordsOf(after)]
  if (old.length > MAX_WORDS || now.length > MAX_WORDS) {
    return { before: whole(before), after: whole(after) }
  }
  const kept = longestCommon(old, now)
  return {
    before: partsOf(old, new Set(kept.map(([at]) => at))),
    after: partsOf(now, new Set(kept.map(([, at]) => at))),
  }
}

function whole(text: string): TextPart[] {
  return text ? [{ text, isChanged: true }] : []
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** Pairs of places with the same word, in their order: as many as there can be. */
function longestCommon(old: readonly string[], now: readonly string[]): [number, number][] {
  const width = now.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    if (old[i] === now[j]) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return pairs
}

function partsOf(words: readonly string[], kept: ReadonlySet<number>): TextPart[] {
  const runs: { words: string[]; isChanged: boolean }[] = []
  for (const [at, word] of words.entries()) {
    const isChanged = !kept.has(at)
    const last = runs.at(-1)
    if (last?.isChanged === isChanged) last.words.push(word)
    else runs.push({ words: [word], isChanged })
  }
  return runs.map((run, at) => ({
    isChanged: run.isChanged,
    text: run.isChanged
      ? run.words.join(' ')
      : shortened(run.words, { isFirst: at === 0, isLast: at === runs.length - 1 }),
  }))
}

/** What is equal, with the words next to a change. */
function shortened(
  words: readonly string[],
  { isFirst, isLast }: { isFirst: boolean; isLast: boolean },
): string {
  const head = isFirst ? [] : words.slice(0, CONTEXT_WORDS)
  const tail = isLast ? [] : words.slice(-CONTEXT_WORDS)
  if (words.length <= head.length + tail.length + 1) return words.join(' ')
  return [...head, '…', ...tail].join(' ')
}
