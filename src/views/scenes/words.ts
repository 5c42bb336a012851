import { pluralize } from '../pluralize.ts'

/** The scene library. */
export const sceneWords = {
  title: 'Scenes',
  lead: 'The rooms your artwork is shown in. Each uses a template from your Dynamic Mockups account.',
  add: 'Add by template ID',
  import: 'Import templates',
  search: 'Search your scenes',
  nothingNoun: 'scenes of yours',

  own: 'Your scenes',
  noOwn: 'No scenes of your own yet',
  noOwnHelp:
    'Import templates from your Dynamic Mockups account, or customize a built-in scene below.',
  builtIn: 'Built-in scenes',
  builtInLead: 'Available to everyone. Customize one to use your own version instead.',

  generate: 'Generate',
  customize: 'Customize',
  editYours: 'Edit your version',
  edit: 'Edit',
  switchOff: 'Turn off',
  switchOn: 'Turn on',
  delete: 'Delete',
  chooseTemplate: 'Choose template',
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteText:
    'Its mockups stay. If a built-in scene has the same key, that one is used again. To keep this scene for later, turn it off instead.',
  off: 'Off',
  yoursIsUsed: 'Your version is used',
  roomOf: (name: string) => `Preview of ${name}`,
  template: (name: string) => `Template ${name}`,
  version: (version: number) => `Version ${version}`,

  added: (name: string) => `Added ${name}.`,
  imported: (n: number) => `Added ${pluralize(n, 'scene')}. No credits were used.`,
  saved: (name: string) => `Saved ${name}. New renders use it from now on.`,
  customized: (name: string) => `Saved your version of ${name}. New renders use it from now on.`,
  turnedOff: (name: string) =>
    `Turned off ${name}. No mockups are rendered in it until you turn it on.`,
  turnedOn: (name: string) => `Turned on ${name}.`,
  deleted: (name: string) => `Deleted ${name}. Its mockups stay.`,
  notFound: 'Scene not found',

  health: { ok: 'Ready', unmapped: 'No template', broken: 'Broken', unknown: 'Not checked' },
} as const

/** Whether the mockups of a scene are approved without review. */
export const autopilotWords = {
  title: (name: string) => `Automatic approval in ${name}`,
  lead: 'Skip review for a scene whose mockups you almost always approve.',
  form: 'Automatic approval',
  decided: 'Decisions',
  ofLast: 'the newest, up to 20',
  approved: 'Approved',
  rate: 'Approval rate',
  unknown: 'Not known',
  fellBack: 'Mockups in this scene go to review again',
  fellBackText: 'Too few of the last 20 were approved. Automatic approval stopped',
  autoApprove: 'Approve its mockups without review',
  autoApproveHint:
    'Needs 20 decisions. It stops automatically when the approval rate drops below your minimum.',
  minRate: 'Minimum approval rate',
  minRateHint: 'Of the last 20 decisions',
  sampleEvery: 'Still review one in',
  sampleEveryHint: '10 for every tenth mockup, 0 for none',
  rateError: 'Enter a percentage from 0 to 100',
  sampleError: 'Enter a whole number from 0 to 1,000',
  save: 'Save',
  cancel: 'Cancel',
  turnedOn: (name: string) => `Mockups in ${name} are now approved without review.`,
  turnedOff: (name: string) => `Mockups in ${name} go to review.`,
  standing: (approved: number, decided: number) =>
    decided === 0 ? 'No decisions yet' : `${approved} of the last ${decided} approved`,
  isOn: 'Approved automatically',
  stopped: 'Back to review',
  change: 'Automatic approval',
} as const

/** The form of one scene. */
export const sceneFormWords = {
  add: 'Add a scene',
  edit: 'Edit scene',
  customize: (name: string) => `Customize ${name}`,
  customizeHelp:
    'Nothing changes until you save. Your version then replaces the built-in scene, in your account only. Delete it to go back to the built-in one.',
  broken: 'This scene cannot be rendered',
  fitSet: (fit: string) => `The fit is set to “${fit}” here but not saved yet. `,
  backHelp: 'Saving updates this scene and takes you back to Generate.',
  keyOfBuiltIn: 'The same as the built-in scene.',
  keyHint:
    'Lowercase letters, digits and _. It cannot be changed later. If you use the key of a built-in scene, yours replaces it.',
  smartObjectHint: 'The layer your artwork goes into. Leave empty for “artwork”.',
  recommended: 'Recommended for',
  versionHelp: 'Existing mockups do not change. New renders use the new version.',
  save: 'Save',
  addAnother: 'Add as another scene',
  addScene: 'Add scene',
  saveToExisting: 'Save to the existing scene',
  cancel: 'Cancel',
  changedMeanwhile: 'This scene was changed in another tab or through the API',
  addedAlready: 'This scene was already added',

  templateById: 'The ID of the mockup template in your Dynamic Mockups account.',
  template: 'Template',
  otherTemplate: 'Another template, by its ID',
  onlyUnlisted: 'Only if the template is not in the list.',
  searchTemplates: 'Search templates',
  firstListed: 'Showing the first by name. Search for others.',
  noSmartObject: (name: string) => `${name} (no smart object)`,

  contain: 'Contain (whole artwork)',
  cover: 'Cover (fill the frame, crop the rest)',
  fill: 'Fill (stretch)',
  exactPlacement: 'Exact placement (replaces the fit)',
  scaleHint: '0.1 to 2, instead of width and height.',
} as const

/** What a page says about the user's Dynamic Mockups account. */
export const accountWords = {
  unmapped: (n: number) => `${pluralize(n, 'built-in scene')} without a template`,
  unmappedHelp:
    'Built-in scenes need a template from your Dynamic Mockups account. Choose one for each, or import other templates as new scenes. Until then, nothing is rendered in these scenes and no credits are used.',
  chooseFor: (name: string) => `Choose for ${name}`,
  notConnected: 'Dynamic Mockups is not connected',
  connect: 'Connect Dynamic Mockups',
  notConnectedHelp: 'Scenes use templates from your own account.',
  checked: 'Templates last synced',
  neverChecked: 'Templates have not been synced yet.',
  check: 'Sync now',
  failed: 'Dynamic Mockups could not be reached',
  asBefore: 'Showing the templates from the last sync.',
  nothingLost: 'Nothing was lost. Try again in a moment.',
  skipped: (n: number) => `${pluralize(n, 'template')} could not be read and cannot be used.`,
  omitted: (n: number) => `${pluralize(n, 'template')} beyond the first 1,000 were left out.`,
  synced: 'Your templates are up to date.',
  syncFailed: 'Your templates could not be synced.',
  syncing: 'Your templates are being synced. Check back in a moment.',
  leftOut: 'Scenes without a template',
  leftOutScene: (key: string, problem: string | undefined) =>
    `Scene template not found: ${key}.${problem ? ` ${problem}` : ''}`,
  openLibrary: 'Open scenes',
} as const

/** Choosing templates, and making scenes of them. */
export const importWords = {
  title: 'Import templates',
  back: 'Scenes',
  lead: 'Choose templates from your Dynamic Mockups account. No credits are used.',
  forScene: (name: string) => `A template for ${name}`,
  forSceneLead: 'Choose a template from your Dynamic Mockups account for this scene.',
  noAccount: 'Dynamic Mockups is not connected',
  noAccountHelp: 'Templates come from your own account. Connect it, then choose them here.',
  reading: 'Syncing your templates',
  readingHelp: 'This takes a few seconds.',
  lookAgain: 'Refresh',
  unknown: 'Your templates have not been synced yet',
  unknownHelp: 'They could not be read. Your scenes and mockups are unchanged.',
  empty: 'No templates in your account',
  emptyHelp: 'Create or upload one in Dynamic Mockups, then sync again.',
  form: 'Choose templates',
  grid: 'Templates',
  found: (n: number) => `${pluralize(n, 'template')} found`,
  nothingNoun: 'templates',
  chooseOne: 'Choose one. You set its name and placement next.',
  chooseMany: (most: number) =>
    `Choose up to ${most}. Your selection is kept while you search. You set names and placement next.`,
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
    `${pluralize(n, 'scene was', 'scenes were')} added. Those below have not been added yet.`,
  addScenes: (n: number) => (n === 1 ? 'Add scene' : `Add ${n} scenes`),
  cancel: 'Cancel',
  unnamed: 'Template',
  keyHint: 'Lowercase letters, digits and _. It cannot be changed later.',
  replaces: 'Use it for',
  replacesHint:
    'A built-in scene that has no template. It keeps its key, and its name unless you enter another.',
  replacesNone: 'A new scene',
  frameHelp: 'Leave width and height empty to use the size of the smart object.',
  recommended: 'Recommended for',
  onlySmartObject: (label: string) => `Smart object: ${label}`,
  smartObjectHint: 'The layer your artwork goes into.',
  chooseAtLeastOne: 'Choose at least one template.',
  chooseAtMost: (most: number) =>
    `Choose up to ${most} templates. You can import the others afterwards.`,
  noneLeft: 'The templates you chose are no longer in your account.',
  tooMany: (most: number) =>
    `You can import up to ${most} templates at once. Nothing was added. Choose fewer.`,
} as const
