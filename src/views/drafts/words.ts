/** Drafts of artwork in scenes, and the page that draws where a frame is. */
export const draftWords = {
  title: 'Draft',
  mark: 'Draft',
  artwork: 'Artwork',
  artworkHint: 'Only for this draft. It is not saved with the scene.',
  none: (why: string) => `No draft: ${why}`,
  noArtwork: 'There is no artwork yet.',
  update: 'Update draft',
  upload: 'Upload an artwork',
  uploadHelp: 'to see here how it will sit in the frame.',
  newScene: 'New scene',
  moveFrame: 'Change where the frame is in the room',
  drawFrame: 'Draw where the frame is in the room',
  drawFrameHelp: 'to see drafts in the room. You only do this once.',
  inFrame: (artwork: string, scene: string) => `Draft of “${artwork}” in the “${scene}” frame`,
  inRoom: (artwork: string, scene: string) => `Draft of “${artwork}” in the “${scene}” room`,
  unknownFrame: (width: number, height: number) =>
    `The template does not give the size of its frame. This draft assumes ${width} × ${height} px.`,

  section: 'Drafts',
  sectionLead: (artwork: string, only: number | undefined) =>
    `How “${artwork}” will fit its frames. No credits are used.${only ? ` Showing the first ${only} scenes.` : ''}`,
  fitHelp: 'Opens the scene with this fit. Nothing changes until you save it.',

  outside: 'The artwork is outside the frame and cannot be seen.',
  fillsExactly: 'The artwork fills the frame exactly.',
  bars: 'White bars',
  cut: 'Cut off',
  turned: (degrees: number) => `Rotated by ${degrees}°.`,
  coverInstead: (where: string) => `White bars ${where}. Cover the frame instead?`,
  cover: 'Cover',
  containInstead: (where: string) => `Cut off ${where}. Show the whole artwork instead?`,
  contain: 'Contain',
} as const

/** The page that draws where a frame is in its room. */
export const areaWords = {
  title: 'Frame in the room',
  lead: (layer: string, template: string) =>
    `Mark where “${layer}” is in the preview of ${template}. Then drafts are shown in the room.`,
  back: 'Back',
  smartObjects: 'Smart objects',
  draft: 'Draft in the room',
  remove: 'Remove frame',
  dragHelp:
    'Drag the four corners onto the frame, or select one and move it with the arrow keys (hold Shift for larger steps).',
  percentHelp: 'Percentages of the width and height of the preview, from its top left corner.',
  corners: ['Top left', 'Top right', 'Bottom right', 'Bottom left'],
  corner: (name: string) => `${name} corner`,
  fromLeft: (corner: string) => `${corner}, from the left`,
  fromTop: (corner: string) => `${corner}, from the top`,
  roomOf: (template: string) => `Preview of ${template}`,
  save: 'Save',
  saved: 'Frame saved. Drafts are now shown in the room.',
  removed: 'Frame removed.',
} as const
