import { formatNumber } from '../format-number.ts'
import { pluralize } from '../pluralize.ts'

/** What the page that generates mockups says. */
export const generateWords = {
  tabTitle: 'Generate',
  title: 'Generate mockups',
  lead: 'Select artworks and scenes. You see the cost before anything is spent.',

  noArtwork: 'No artwork yet',
  noArtworkText: 'Mockups show your artwork in rooms. Start by uploading some.',
  upload: 'Upload artwork',
  noKey: 'Dynamic Mockups is not connected',
  noKeyText: 'Dynamic Mockups renders your mockups, using your own API key.',
  connect: 'Connect Dynamic Mockups',
  noActiveScene: 'All scenes are turned off',
  noActiveSceneText: 'Turn one on, or add your own.',
  openScenes: 'Open scenes',
  noUsableScene: 'No scene has a template yet',
  noUsableSceneText:
    'Your Dynamic Mockups account does not have the templates of the built-in scenes. Import your own templates as scenes. It costs nothing.',
  importTemplates: 'Import templates',

  artworks: 'Artworks',
  artworksLead: 'Your selection is kept while you search.',
  artworksFound: (total: string, selected: number) => `${total} found, ${selected} selected`,
  searchTitles: 'Search titles',
  noMatch: 'Nothing matches',
  noArtworkMatches: 'No artwork matches. Change or clear the search.',
  archivedElsewhere: 'Archived artworks are not listed.',
  showArchived: 'Show archived artworks',
  mockupsFilter: 'Mockups',
  anyMockups: 'With or without mockups',
  noMockupsYet: 'No mockups yet',
  selection: 'Selected artworks',
  selectedCount: (n: number) => `${pluralize(n, 'artwork')} selected`,
  noneSelected: 'No artworks selected yet.',
  remove: (title: string) => `Remove ${title}`,
  clearSelection: 'Clear selection',
  selectAllMatching: (found: string) => `Select all ${found}`,
  selectNewest: (n: number, found: string) => `Select the newest ${n} of ${found}`,
  selectedSome: (n: number, most: number) =>
    `Selected ${pluralize(n, 'artwork')}, the newest first. You can generate up to ${most} artworks at once; the others that match are not selected.`,
  leftOutTitle: 'Archived artworks cannot be rendered',
  leftOut: 'These artworks are archived, so they are not selected. Make them active to use them.',
  newer: 'Newer artworks',
  older: 'Older artworks',
  collection: 'Collection',
  allCollections: 'All Collections',

  scenes: 'Scenes',
  scenesLead: 'Each artwork is rendered in every scene you select.',
  scenesShown: (n: number) => `${pluralize(n, 'scene')} shown`,
  searchScenes: 'Search scenes',
  noSceneMatches: 'No scene matches. Change or clear the search.',
  uncheckedScenes: 'You can also select scenes that are not checked yet.',
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
  noKits: 'Save scenes you use together as a kit.',
  addKit: 'Add a kit',
  kitGone: 'That kit was deleted. Your selected scenes are unchanged.',
  kitHint: 'A kit selects its scenes; you can change them.',
  kitDefault: (kit: string) => `“${kit}” is the default kit of this collection. `,
  kitSelected: (kit: string) => `The scenes of “${kit}” are selected; you can change them.`,
  kitLeftOut: (kit: string) => `Left out of “${kit}”`,
  kitMissing: (keys: readonly string[]) =>
    `Scene template not found: ${keys.join(', ')}. The other scenes of the kit are used.`,
  kitUnseen: (kit: string) =>
    `The scenes of “${kit}” are now selected. Check them, then continue. Nothing was spent.`,
  kitGoneRefusal: 'The kit you chose was deleted. Nothing was spent.',

  options: 'Options',
  skipReview: 'Approve without review',
  skipReviewHint: 'You can use the mockups in products as soon as they are rendered.',
  regenerate: 'Render again, even if the same mockup exists',
  regenerateHint: 'Every mockup then costs a credit.',

  pairs: 'What will be rendered',
  pairsCaption: 'Every selected artwork in every selected scene',
  pairsOfScenes: 'Mockups of each scene',
  artwork: 'Artwork',
  scene: 'Scene',
  totals: (of: { paid: number; exists: number; reused: number; suspect: number }) =>
    [
      `${formatNumber(of.paid)} to render`,
      of.exists > 0
        ? `${formatNumber(of.exists)} ${of.exists === 1 ? 'exists' : 'exist'} already`
        : null,
      of.reused > 0 ? `${formatNumber(of.reused)} reused free` : null,
      of.suspect > 0 ? `${formatNumber(of.suspect)} with an unconfirmed charge` : null,
    ]
      .filter((part) => part !== null)
      .join(', '),
  after: (year: number) => `${pluralize(year, 'credit')} left this year after this run.`,
  pairKinds: {
    exists: 'Exists already',
    reused: 'Same picture, free',
    on_its_way: 'Rendering now, free',
    paid: '1 credit',
    suspect: 'Unconfirmed charge',
    cannot: 'Cannot be rendered',
  },
  renderedAgain: 'Again, 1 credit',
  decide: 'Decide first',
  toRender: 'To render',
  free: 'Free',
  manyPairs: (n: number) =>
    `${pluralize(n, 'mockup')} are shown by scene. Select up to 100 to see each of them.`,

  nothingSelected: 'Select artworks and scenes to see the cost.',
  sum: (artworks: number, scenes: number) =>
    `${pluralize(artworks, 'artwork')} × ${pluralize(scenes, 'scene')} =`,
  mockups: (n: number) => pluralize(n, 'mockup'),
  cost: (cost: number) => (cost === 0 ? 'at no cost' : `for ${pluralize(cost, 'credit')}`),
  reused: (n: number) => `, ${formatNumber(n)} reused free`,
  left: (year: number, month: number) =>
    `You have ${pluralize(year, 'credit')} left this year, ${formatNumber(month)} this month.`,
  leftAfter: (year: number) => ` ${formatNumber(year)} after this run.`,
  split: ' They are split into several runs.',
  confirm: (button: string) => `Nothing is spent yet. Press “${button}” to start.`,
  changed: (button: string) => `Your selection has changed. Press “${button}” to start.`,
  seeCost: 'See the cost',
  generate: (cost: number) =>
    cost === 0 ? 'Generate for free' : `Generate for ${pluralize(cost, 'credit')}`,
  tooExpensive:
    'There are not enough credits left this year. Select fewer, or raise the annual budget in Settings.',
  scenesNotFound: (keys: readonly string[], reasons: string) =>
    `Scene template not found: ${keys.join(', ')}. ${reasons} The other scenes are used.`,
  beyondSoftLimit: (used: number, limit: number) =>
    `This goes over this month’s soft limit: ${formatNumber(used)} of ${formatNumber(limit)} credits. You can still continue.`,
  aboveTarget: (used: number, limit: number) =>
    `This takes the month above target: ${formatNumber(used)} of ${formatNumber(limit)} credits. You can still continue.`,

  selectOne: (noun: string) => `Select at least one ${noun}`,
  selectLess: (noun: string, max: number) => `Select at most ${max} ${noun}s`,
  unreadable: (noun: string) => `One ${noun} cannot be read`,
  nothingSpent: 'Nothing was spent.',
  deleted: 'Deleted items are no longer selected. Check the rest, then try again.',
} as const
