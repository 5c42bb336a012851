import { formatNumber } from '../format-number.ts'

/** Renders that may have been charged, and how a person decides about them. */
export const suspectWords = {
  caption: 'Renders that may have been charged, the oldest first',
  artwork: 'Artwork',
  render: 'Mockup',
  known: 'What is known',
  counts: 'Counts as charged',
  decide: 'Decide',
  countsSoon: 'In a few minutes',
  itsRun: 'View run',
  cutOff: 'The connection was lost during the render',
  asked: (calls: number | undefined) =>
    calls === undefined || calls <= 1 ? 'Sent once' : `Sent ${formatNumber(calls)} times`,
  reserved: '1 credit reserved',
  inRoom: (title: string, room: string) => `${title} in ${room}`,

  howTitle: 'How to decide',
  howLead: 'Look up the render in your Dynamic Mockups dashboard.',
  how: (hours: number) =>
    [
      {
        term: 'No charge there',
        description:
          'Render again. The reserved credit is returned and 1 credit is reserved again.',
      },
      {
        term: 'Charged there',
        description: 'Mark as charged. The credit is spent and there is no picture.',
      },
      {
        term: 'You do nothing',
        description: `After ${formatNumber(hours)} hours it is marked as charged automatically, and you are notified.`,
      },
    ] as const,
  none: 'No unconfirmed charges',
  noneText: 'Dynamic Mockups confirmed every render: each was charged or cost nothing.',
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
    'Choose this if the dashboard shows the charge. The credit is spent and there is no picture; rendering it again costs another credit.',
} as const
