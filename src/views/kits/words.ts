/** The kits, their form and their table. */
export const kitWords = {
  title: 'Kits',
  lead: 'Scenes you use together. Select them all at once when you generate. Their roles set the order of a product’s pictures.',
  add: 'Add kit',
  none: 'No kits yet',
  noneHelp:
    'A kit is a named set of 1 to 10 scenes, each with a role. Make it the default of a collection, and it is selected for you when you generate.',
  full: (most: number) => `You have ${most} kits, which is the limit. Delete one to add another.`,
  notFound: 'Kit not found',

  added: (name: string) => `Added ${name}.`,
  saved: (name: string) => `Saved ${name}.`,
  deleted: (name: string) => `Deleted ${name}. Its scenes and mockups stay.`,

  kit: 'Kit',
  scenes: 'Scenes',
  defaultKitOf: 'Default kit of',
  actions: 'Actions',
  generate: 'Generate',
  edit: 'Edit',
  delete: 'Delete',
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteText: 'Its scenes stay, and so do the mockups and products made with it.',
  notFoundScenes: (keys: readonly string[]) => `Scene template not found: ${keys.join(', ')}.`,
  othersContinue: 'The other scenes of the kit still work.',

  roles: { hero: 'Hero', room: 'Room', detail: 'Detail', scale: 'Scale' },
} as const

/** The form of one kit. */
export const kitFormWords = {
  add: 'Add a kit',
  edit: 'Edit kit',
  name: 'Name',
  defaultHint:
    'Selected for you when you generate mockups of artwork in that collection. Each collection has one default kit, so this replaces the current one.',
  save: 'Save',
  addKit: 'Add kit',
  addAnother: 'Add as another kit',
  saveToExisting: 'Save to the existing kit',
  cancel: 'Cancel',
  changedMeanwhile: 'This kit was changed in another tab or through the API',
  addedAlready: 'This kit was already added',

  scenes: 'Scenes',
  scenesHint: (most: number) =>
    `Give 1 to ${most} scenes a role. Products show their pictures in the order of the roles: hero, room, detail, scale.`,
  choices: 'Scenes to choose from',
  search: 'Search scenes',
  matching: (search: string) => `Showing scenes in the kit, and those that match “${search}”.`,
  newest: 'Showing scenes in the kit, and your newest ones. Search for others.',
  roleOf: (scene: string) => `Role of ${scene}`,
  notInKit: 'Not in the kit',
  gone: 'Deleted',
} as const
