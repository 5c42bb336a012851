import { formatNumber } from '../format-number.ts'
import { pluralize } from '../pluralize.ts'

/** What the pages of credits say, and the card on the home page. Some of it is fixed by the API. */
export const creditWords = {
  title: 'Credits',
  lead: 'One credit pays for one render. A failed render costs nothing.',
  card: 'Mockup Credits',
  cardLead: 'Dynamic Mockups API usage',
  statement: 'Statement',
  pages: 'Pages',
  reading: 'Loading credits',
  unreadable: 'Credits could not be loaded. None were lost. Reload the page.',

  annualBudget: 'Annual Budget',
  remaining: (n: number) => `${formatNumber(n)} remaining`,
  usedThisYear: (used: number, budget: number) =>
    `${formatNumber(used)} / ${formatNumber(budget)} used this year`,
  share: (share: number) => `${formatNumber(Math.floor(share * 100))}% used`,
  monthlyPace: 'Monthly Pace',
  softLimit: (used: number, limit: number) =>
    `${formatNumber(used)} / ${formatNumber(limit)} soft limit`,
  held: (n: number) => `${formatNumber(n)} reserved for renders in progress.`,
  unconfirmed: (n: number) => `${pluralize(n, 'unconfirmed charge')} to decide`,

  countedInUtc: 'Credits are counted by UTC months and years.',

  forecast: 'Forecast',
  expected: (credits: number, budget: number) =>
    `That is about ${pluralize(credits, 'credit')} by the end of the year, of a budget of ${formatNumber(budget)}.`,
  heldTerm: 'Reserved for renders in progress',
  unconfirmedTerm: 'Unconfirmed charges',
  changeBudget: 'Change budget and soft limit',

  usedIn: (period: string) => `Used in ${period}`,
  renders: 'Renders',
  renderedAgain: 'Rendered again',
  refunded: 'Refunded',
  monthByMonth: (year: number) => `${year} by month`,
  ofEachMonth: (year: number) => `Credits by month in ${year}`,
  month: 'Month',
  spent: 'Charged',
  used: 'Used',
  chart: (year: number, limit: number) =>
    `Credits used by month in ${year}, with a soft limit of ${formatNumber(limit)}. The table below has the figures.`,
  limitLine: (limit: number) => `Soft limit ${formatNumber(limit)}`,

  byCollection: 'By collection',
  usedInPeriod: (period: string) => `Credits used in ${period}.`,
  noneUsed: (period: string) => `No credits were used in ${period}.`,
  shareOfCredits: (credits: number, total: number) =>
    `${pluralize(credits, 'credit')} · ${Math.round((credits / total) * 100)}%`,
  noCollection: 'No collection',

  entries: 'Entries',
  fileIsCut: (n: number) =>
    `The file holds the newest ${formatNumber(n)} entries. Choose a period to download older ones.`,
  download: 'Download CSV',
  newest: 'Newest entries',
  older: 'Older entries',
  inAll: (n: number) => `${pluralize(n, 'entry', 'entries')} in total`,
  found: (n: number) => pluralize(n, 'entry', 'entries'),
  noun: 'entries',
  none: 'No credits used yet',
  noneText: 'Every paid render is listed here, with the balance before and after.',
  generate: 'Generate mockups',
  table: 'Entries of the credit statement, newest first',
  number: 'No.',
  date: 'Date',
  operation: 'Operation',
  mockup: 'Mockup',
  credits: 'Credits',
  before: 'Before',
  after: 'After',
  deleted: 'Deleted',

  operations: {
    generation: 'Render',
    regeneration: 'Rendered again',
    refund: 'Refunded',
    correction: 'Correction',
  },

  period: 'Period',
  allMonths: 'All months',
  collection: 'Collection',
  allCollections: 'All Collections',
  allOperations: 'All operations',
} as const
