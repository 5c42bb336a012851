/** The kits, their form and their table. */
export const kitWords = {
  title: 'Kits',
  lead: 'Scenes you use together. Generate with a kit in one step. Its roles set the order of a product’s pictures.',
  add: 'Add kit',
  none: 'No kits yet',
  noneHelp:
    'A kit is a named set of 1 to 10 scenes, each with a role. Make it the default of a collection, and it is chosen for you when you generate.',
  full: (most: number) =>
    `You have ${most} kits, the most there can be. Delete one to add another.`,
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
  deleteText: 'Its scenes stay, and so do mockups and products made with it.',
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
    'Chosen for you when you generate artwork of that collection. Each collection has one default kit, so this replaces the one it has now.',
  save: 'Save',
  addKit: 'Add kit',
  addAnother: 'Add as another kit',
  saveToExisting: 'Save to the existing kit',
  cancel: 'Cancel',
  changedMeanwhile: 'This kit was changed in another tab or by a program',
  addedAlready: 'This kit was already added',

  scenes: 'Scenes',
  scenesHint: (most: number) =>
    `Give 1 to ${most} scenes a role. Products show their pictures in the order of the roles: hero, room, detail, scale.`,
  choices: 'Scenes to choose from',
  search: 'Search scenes',
  matching: (search: string) => `Scenes in the kit, and those that match “${search}”.`,
  newest: 'Scenes in the kit, and your newest scenes. Search for any other.',
  roleOf: (scene: string) => `Role of ${scene}`,
  notInKit: 'Not in the kit',
  gone: 'Deleted',
} as const
