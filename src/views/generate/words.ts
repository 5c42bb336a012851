import { formatNumber } from '../format-number.ts'
import { pluralize } from '../pluralize.ts'

/** What the page of generating says. */
export const generateWords = {
  tabTitle: 'Generate',
  title: 'Generate mockups',
  lead: 'Choose artworks and scenes. You see the cost before anything is spent.',

  noArtwork: 'No artwork yet',
  noArtworkText: 'Mockups show your prints in rooms. Start with a finished print.',
  upload: 'Upload artwork',
  noKey: 'Dynamic Mockups is not connected',
  noKeyText: 'Your mockups are rendered by Dynamic Mockups, with your own API key.',
  connect: 'Connect Dynamic Mockups',
  noActiveScene: 'No active scene',
  noActiveSceneText: 'All scenes are switched off. Switch one on, or add your own.',
  openScenes: 'Open scenes',
  noUsableScene: 'No scene can be used yet',
  noUsableSceneText:
    'Your Dynamic Mockups account has none of the templates of the built-in scenes. Import your own templates as scenes; it is free.',
  importTemplates: 'Import templates',

  artworks: 'Artworks',
  artworksLead: 'What you select stays selected while you search for more.',
  artworksFound: (total: string) => `${total} found`,
  searchTitles: 'Search titles',
  noMatch: 'Nothing matches',
  noArtworkMatches: 'No artwork matches. Change the search to see the others.',
  newer: 'Newer artworks',
  older: 'Older artworks',
  collection: 'Collection',
  allCollections: 'All Collections',

  scenes: 'Scenes',
  scenesLead: 'Each artwork is rendered in each of them.',
  scenesShown: (n: number) => `${pluralize(n, 'scene')} shown`,
  searchScenes: 'Search scenes',
  noSceneMatches: 'No scene matches. Change the search to see the others.',
  uncheckedScenes: 'Scenes that were not checked can be selected too.',
  scenesOfSearch: (search: string) => `Selected scenes, and those that match “${search}”.`,
  newestScenes: 'Selected scenes, and your newest ones. Search for older ones.',
  recommended: 'Recommended',
  chooseTemplate: 'Choose a template',
  chooseOther: 'Choose another template',
  forScene: (name: string) => ` for ${name}`,
  edit: 'Edit',

  kit: 'Kit',
  noKit: 'No kit',
  useKit: 'Use this kit',
  noKits: 'Save scenes that you use together as a kit.',
  addKit: 'Add a kit',
  kitGone: 'That kit was deleted. Your selected scenes are unchanged.',
  kitHint: 'A kit selects its scenes; you can change them.',
  kitDefault: (kit: string) => `“${kit}” is the default kit of this collection. `,
  kitSelected: (kit: string) => `The scenes of “${kit}” are selected; you can change them.`,
  kitLeftOut: (kit: string) => `Left out of “${kit}”`,
  kitMissing: (keys: readonly string[]) =>
    `Scene template not found: ${keys.join(', ')}. The other scenes of the kit are used.`,
  kitUnseen: (kit: string) =>
    `The scenes of “${kit}” are selected now. Check them and press again. Nothing was spent.`,
  kitGoneRefusal: 'The kit that you chose was deleted. Nothing was spent.',

  options: 'Options',
  skipReview: 'Approve without review',
  skipReviewHint: 'The mockups can be used for products as soon as they are rendered.',
  regenerate: 'Render again, even where the same mockup exists',
  regenerateHint: 'Each mockup then costs a credit.',

  nothingSelected: 'Select artworks and scenes to see what they cost.',
  sum: (artworks: number, scenes: number) =>
    `${pluralize(artworks, 'artwork')} × ${pluralize(scenes, 'scene')} =`,
  mockups: (n: number) => pluralize(n, 'mockup'),
  cost: (cost: number) => (cost === 0 ? 'at no cost' : `for ${pluralize(cost, 'credit')}`),
  reused: (n: number) => `, ${formatNumber(n)} reused free`,
  left: (year: number, month: number) =>
    `You have ${formatNumber(year)} credits this year, ${formatNumber(month)} this month.`,
  split: ' It is split into several runs.',
  confirm: (button: string) => `Nothing is spent yet. Press “${button}” to start.`,
  changed: (button: string) => `Your selection has changed. Press “${button}” to start.`,
  seeCost: 'See the cost',
  generate: (cost: number) =>
    cost === 0 ? 'Generate for free' : `Generate for ${pluralize(cost, 'credit')}`,
  tooExpensive:
    'There are not enough credits left this year. Select less, or raise the annual budget in Settings.',
  scenesNotFound: (keys: readonly string[], reasons: string) =>
    `Scene template not found: ${keys.join(', ')}. ${reasons} The other scenes are used.`,
  beyondSoftLimit: (used: number, limit: number) =>
    `This is beyond the soft limit of this month: ${formatNumber(used)} of ${formatNumber(limit)} credits. You can still continue.`,
  aboveTarget: (used: number, limit: number) =>
    `This takes the month above target: ${formatNumber(used)} of ${formatNumber(limit)} credits. You can still continue.`,

  selectOne: (noun: string) => `Select at least one ${noun}`,
  selectLess: (noun: string, max: number) => `Select at most ${max} ${noun}s`,
  unreadable: (noun: string) => `One ${noun} cannot be read`,
  nothingSpent: 'Nothing was spent.',
  deleted: 'What was deleted is no longer selected; press again.',
} as const
