import { pluralize } from '../pluralize.ts'

/** The scene library. */
export const sceneWords = {
  title: 'Scenes',
  lead: 'The rooms your artwork is shown in. Each one is a template of your Dynamic Mockups account.',
  add: 'Add by template ID',
  import: 'Import templates',
  search: 'Search your scenes',
  nothingNoun: 'scenes of yours',

  own: 'Your scenes',
  noOwn: 'No scenes of your own yet',
  noOwnHelp:
    'Import templates of your Dynamic Mockups account, or customize a built-in scene below.',
  builtIn: 'Built-in scenes',
  builtInLead: 'Available to everyone. Customize one to use your own version in its place.',

  generate: 'Generate',
  customize: 'Customize',
  editYours: 'Edit version',
  edit: 'Edit',
  switchOff: 'Turn off',
  switchOn: 'Turn on',
  delete: 'Delete',
  chooseTemplate: 'Choose template',
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteText:
    'Mockups made in it stay. If a built-in scene has the same key, that one is used again. To keep this one for later, turn it off instead.',
  off: 'Off',
  yoursIsUsed: 'Your version is used',
  roomOf: (name: string) => `The room of ${name}`,
  template: (name: string) => `Template ${name}`,
  version: (version: number) => `Version ${version}`,

  added: (name: string) => `Added ${name}.`,
  imported: (n: number) => `Added ${pluralize(n, 'scene')}. No credits were used.`,
  saved: (name: string) => `Saved ${name}. New renders use it from now on.`,
  customized: (name: string) => `Saved your version of ${name}. It is used from now on.`,
  turnedOff: (name: string) => `Turned off ${name}. Nothing is rendered in it.`,
  turnedOn: (name: string) => `Turned on ${name}.`,
  deleted: (name: string) => `Deleted ${name}. Mockups made in it stay.`,
  notFound: 'Scene not found',

  health: { ok: 'Ready', unmapped: 'No template', broken: 'Broken', unknown: 'Not checked' },
} as const

/** The form of one scene. */
export const sceneFormWords = {
  add: 'Add a scene',
  edit: 'Edit scene',
  customize: (name: string) => `Customize ${name}`,
  customizeHelp:
    'Nothing changes until you save. Your version is then used in place of the built-in scene, for your account only. Delete it to go back to the built-in one.',
  broken: 'This scene cannot be rendered',
  fitSet: (fit: string) => `The fit is set to “${fit}” here but not saved yet. `,
  backHelp: 'Saving keeps these settings for this scene and takes you back to Generate.',
  keyOfBuiltIn: 'The same as the built-in scene.',
  keyHint:
    'Lowercase letters, digits and _. It cannot be changed later. With the key of a built-in scene, yours is used in its place.',
  smartObjectHint: 'The layer that takes the artwork. Leave empty for “artwork”.',
  recommended: 'Recommended for',
  versionHelp: 'Mockups you have stay as they are. Renders from now on use the new version.',
  save: 'Save',
  addAnother: 'Add as another scene',
  addScene: 'Add scene',
  saveToExisting: 'Save to the existing scene',
  cancel: 'Cancel',
  changedMeanwhile: 'This scene was changed in another tab or by a program',
  addedAlready: 'This scene was already added',

  templateById: 'The ID of the mockup in your Dynamic Mockups account.',
  template: 'Template',
  otherTemplate: 'Another template, by its ID',
  onlyUnlisted: 'Only for a template that is not in the list.',
  searchTemplates: 'Search templates',
  firstListed: 'The first by name are listed. Search for any other.',
  noSmartObject: (name: string) => `${name} (no smart object)`,

  contain: 'Contain (whole artwork)',
  cover: 'Cover (fill the frame, crop the rest)',
  fill: 'Fill (stretch)',
  exactPlacement: 'Exact placement (replaces the fit)',
  scaleHint: '0.1 to 2, instead of width and height.',
} as const

/** What a page says of the user's Dynamic Mockups account. */
export const accountWords = {
  unmapped: (n: number) => `${pluralize(n, 'built-in scene')} without a template`,
  unmappedHelp:
    'Built-in scenes need a template of your Dynamic Mockups account. Choose one for each, or import others as new scenes. Until then nothing is rendered in them and no credits are used.',
  chooseFor: (name: string) => `Choose for ${name}`,
  notConnected: 'No Dynamic Mockups account is connected',
  connect: 'Connect account',
  notConnectedHelp: 'Scenes are rendered with templates of your own account.',
  checked: 'Templates last synced',
  neverChecked: 'Templates have not been synced yet.',
  check: 'Sync now',
  failed: 'Dynamic Mockups could not be reached',
  asBefore: 'You see what was synced before.',
  nothingLost: 'Nothing was lost. Try again in a moment.',
  skipped: (n: number) => `${pluralize(n, 'template')} could not be read and cannot be used.`,
  omitted: (n: number) => `${pluralize(n, 'template')} beyond the first 1,000 are left out.`,
  synced: 'Templates of your account are up to date.',
  syncFailed: 'Templates of your account could not be synced.',
  syncing: 'Templates are being synced right now. Look again shortly.',
  leftOut: 'Scenes without a template',
  leftOutScene: (key: string, problem: string | undefined) =>
    `Scene template not found: ${key}.${problem ? ` ${problem}` : ''}`,
  openLibrary: 'Open scenes',
} as const

/** Choosing templates, and making scenes of them. */
export const importWords = {
  title: 'Import templates',
  back: 'Scenes',
  lead: 'Choose rooms of your Dynamic Mockups account. No credits are used.',
  forScene: (name: string) => `A template for ${name}`,
  forSceneLead: 'Choose the room of your Dynamic Mockups account to render it with.',
  noAccount: 'No Dynamic Mockups account yet',
  noAccountHelp: 'Templates come from your own account. Connect it, then choose them here.',
  reading: 'Syncing your templates',
  readingHelp: 'This takes a few seconds.',
  lookAgain: 'Refresh',
  unknown: 'Your templates are not synced yet',
  unknownHelp: 'They could not be read so far. Your scenes and mockups are unchanged.',
  empty: 'No templates in your account',
  emptyHelp: 'Create or upload one in Dynamic Mockups, then sync again.',
  form: 'Choose templates',
  grid: 'Templates',
  found: (n: number) => `${pluralize(n, 'template')} found`,
  nothingNoun: 'templates',
  chooseOne: 'Choose one. Its name and placement come next.',
  chooseMany: (most: number) =>
    `Choose up to ${most}. They stay chosen while you search for more. Names and placement come next.`,
  continue: 'Continue',
  search: 'Search templates',
  collection: 'Collection',
  allCollections: 'All Collections',
  smartObjects: (n: number) => pluralize(n, 'smart object'),
  noSmartObject: 'No smart object',
  inUse: (names: readonly string[]) => `Used by ${names.join(', ')}`,
  previous: 'Previous',
  next: 'Next',

  importing: (n: number) => `Import ${pluralize(n, 'template')}`,
  importingLead: 'Each becomes a scene you can generate mockups in. No credits are used.',
  chooseOthers: 'Choose others',
  addedSome: (n: number) =>
    `${pluralize(n, 'scene was', 'scenes were')} added. The ones below were not added yet.`,
  addScenes: (n: number) => (n === 1 ? 'Add scene' : `Add ${n} scenes`),
  cancel: 'Cancel',
  unnamed: 'Template',
  keyHint: 'Lowercase letters, digits and _. It cannot be changed later.',
  replaces: 'Use it for',
  replacesHint:
    'A scene without a template. This template is then used for it, with its key, and with its name unless you type another.',
  replacesNone: 'A new scene',
  frameHelp: 'Without a width and height, the frame is as large as the smart object.',
  recommended: 'Recommended for',
  onlySmartObject: (label: string) => `Smart object: ${label}`,
  smartObjectHint: 'The layer that takes the artwork.',
  chooseAtLeastOne: 'Choose at least one template.',
  chooseAtMost: (most: number) =>
    `Choose at most ${most} templates. You can import the others afterwards.`,
  noneLeft: 'None of the chosen templates is in your account anymore.',
  tooMany: (most: number) =>
    `At most ${most} templates can be imported at once. Nothing was added.`,
} as const
