/** The three collections of the demo shop. */
export type Collection = 'grounding' | 'wholeness' | 'growth'

/** A quote of the demo shop. Lines without an author are the shop's own. */
export type StoryQuote = {
  key: string
  text: string
  author?: string
  collection: Collection
  mood: string
}

/** An artwork of the demo shop: which quote it prints, and what it is called. */
export type StoryArtwork = { slug: ArtworkSlug; title: string; quoteKey: string }

/** The prints that can be drawn. */
export type ArtworkSlug =
  | 'breathe'
  | 'small-day'
  | 'natures-pace'
  | 'as-i-am'
  | 'only-resting'
  | 'mended'
  | 'all-shall-be-well'
  | 'slow-roots'
  | 'awake'
  | 'possibility'
  | 'gentle'

/** Own lines, and lines of authors long in the public domain. */
export const storyQuotes: readonly StoryQuote[] = [
  {
    key: 'breathe',
    text: 'Breathe. The ground is holding you.',
    collection: 'grounding',
    mood: 'calm',
  },
  {
    key: 'small-day',
    text: 'Let the day be as small as it needs to be.',
    collection: 'grounding',
    mood: 'gentle',
  },
  {
    key: 'natures-pace',
    text: 'Adopt the pace of Nature. Her secret is patience.',
    author: 'Ralph Waldo Emerson',
    collection: 'grounding',
    mood: 'patient',
  },
  {
    key: 'as-i-am',
    text: 'I exist as I am, that is enough.',
    author: 'Walt Whitman',
    collection: 'wholeness',
    mood: 'assured',
  },
  {
    key: 'only-resting',
    text: 'Nothing in you is missing. Some of it is only resting.',
    collection: 'wholeness',
    mood: 'tender',
  },
  {
    key: 'mended',
    text: 'You can be both the mending and the mended.',
    collection: 'wholeness',
    mood: 'healing',
  },
  {
    key: 'all-shall-be-well',
    text: 'All shall be well, and all shall be well, and all manner of thing shall be well.',
    author: 'Julian of Norwich',
    collection: 'wholeness',
    mood: 'hopeful',
  },
  {
    key: 'slow-roots',
    text: 'Slow roots hold the tallest trees.',
    collection: 'growth',
    mood: 'steady',
  },
  {
    key: 'awake',
    text: 'Only that day dawns to which we are awake.',
    author: 'Henry David Thoreau',
    collection: 'growth',
    mood: 'bright',
  },
  {
    key: 'possibility',
    text: 'I dwell in Possibility',
    author: 'Emily Dickinson',
    collection: 'growth',
    mood: 'curious',
  },
  {
    key: 'gentle',
    text: 'Grow toward what is gentle.',
    collection: 'growth',
    mood: 'kind',
  },
]

/** One print per quote, in the order the shop shows them. */
export const storyArtworks: readonly StoryArtwork[] = [
  { slug: 'breathe', title: 'Breathe', quoteKey: 'breathe' },
  { slug: 'small-day', title: 'A Small Day', quoteKey: 'small-day' },
  { slug: 'natures-pace', title: 'The Pace of Nature', quoteKey: 'natures-pace' },
  { slug: 'as-i-am', title: 'As I Am', quoteKey: 'as-i-am' },
  { slug: 'only-resting', title: 'Only Resting', quoteKey: 'only-resting' },
  { slug: 'mended', title: 'The Mended Bowl', quoteKey: 'mended' },
  { slug: 'all-shall-be-well', title: 'All Shall Be Well', quoteKey: 'all-shall-be-well' },
  { slug: 'slow-roots', title: 'Slow Roots', quoteKey: 'slow-roots' },
  { slug: 'awake', title: 'Awake', quoteKey: 'awake' },
  { slug: 'possibility', title: 'Possibility', quoteKey: 'possibility' },
  { slug: 'gentle', title: 'What Is Gentle', quoteKey: 'gentle' },
]
