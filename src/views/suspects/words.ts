import { formatNumber } from '../format-number.ts'

/** Renders that may have been charged, and how a person decides about them. */
export const suspectWords = {
  caption: 'Renders that may have been charged, oldest first',
  artwork: 'Artwork',
  render: 'Mockup',
  known: 'What is known',
  counts: 'Marked as charged',
  decide: 'Decide',
  countsSoon: 'In a few minutes',
  itsRun: 'View run',
  cutOff: 'The connection was lost during the render',
  asked: (calls: number | undefined) =>
    calls === undefined || calls <= 1 ? 'Sent once' : `Sent ${formatNumber(calls)} times`,
  reserved: '1 credit reserved',
  inScene: (title: string, scene: string) => `${title} in ${scene}`,

  howTitle: 'How to decide',
  howLead: 'Find the render in your Dynamic Mockups dashboard.',
  how: (hours: number) =>
    [
      {
        term: 'If it was not charged',
        description: 'Render again. The reserved credit is used for the new render.',
      },
      {
        term: 'If it was charged',
        description: 'Mark as charged. The credit is spent, and there is no mockup.',
      },
      {
        term: 'If you do nothing',
        description: `After ${formatNumber(hours)} hours it is marked as charged automatically, and you are notified.`,
      },
    ] as const,
  none: 'No unconfirmed charges',
  noneText: 'Dynamic Mockups has confirmed whether each render was charged.',
  seeCredits: 'View credits',

  again: 'Render again',
  againTitle: 'Render it again?',
  againConfirm: 'Render again for 1 credit',
  againText:
    'Choose this if your Dynamic Mockups dashboard shows no charge. The reserved credit is returned, and 1 credit is reserved for the new render.',
  charged: 'Mark as charged',
  chargedTitle: 'Mark it as charged?',
  chargedConfirm: 'Mark 1 credit as charged',
  chargedText:
    'Choose this if your Dynamic Mockups dashboard shows the charge. The credit is spent and there is no mockup. Rendering it again costs another credit.',
} as const
