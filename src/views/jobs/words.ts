import type { JobState, JobType } from '../../db/schema/jobs.ts'
import { formatNumber } from '../format-number.ts'
import { pluralize } from '../pluralize.ts'

const products = (n: number) => pluralize(n, 'product')

/** What each type of change is called: to choose it, and of a job that did it. */
export const typeWords = {
  tags: { action: 'Tags', title: 'Change tags', start: (n: number) => `Change ${products(n)}` },
  collection: {
    action: 'Collection',
    title: 'Change the collection',
    start: (n: number) => `Move ${products(n)}`,
  },
  prices: {
    action: 'Prices',
    title: 'Change prices',
    start: (n: number) => `Reprice ${products(n)}`,
  },
  recipe: {
    action: 'Recipe',
    title: 'Apply a recipe',
    start: (n: number) => `Change ${products(n)}`,
  },
  pictures: {
    action: 'Newer pictures',
    title: 'Use newer pictures',
    start: (n: number) => `Change ${products(n)}`,
  },
  publish: { action: 'Publish', title: 'Publish', start: (n: number) => `Publish ${products(n)}` },
  retire: { action: 'Retire', title: 'Retire', start: (n: number) => `Retire ${products(n)}` },
  archive: { action: 'Archive', title: 'Archive', start: (n: number) => `Archive ${products(n)}` },
  restore: { action: 'Restore', title: 'Restore', start: (n: number) => `Restore ${products(n)}` },
  create: {
    action: 'Create',
    title: 'Create products',
    start: (n: number) => `Create ${products(n)}`,
  },
  undo: { action: 'Undo', title: 'Undo', start: (n: number) => `Undo ${products(n)}` },
} as const

const labels: Record<JobState, string> = {
  running: 'Running',
  done: 'Done',
  cancelled: 'Cancelled',
}

/** What has become of a product at the shop. */
const arrivedWords: Partial<Record<JobType, string>> = {
  publish: 'published',
  retire: 'retired',
  archive: 'archived',
  restore: 'drafts again',
}

/** Jobs: changes of many products. */
export const jobWords = {
  jobs: 'Jobs',
  jobsLead: 'Changes of many products, with what came of each. Most can be undone for 90 days.',
  tab: (title: string) => `${title} · Jobs`,
  caption: 'Jobs, newest first',
  job: 'Job',
  status: 'Status',
  labels,
  none: 'No jobs yet',
  noneText: 'Select products in the list, then choose what to change.',
  toProducts: 'Products',
  started: 'Started',
  by: (name: string) => `by ${name}`,
  progress: 'Progress',
  ended: (n: number, of: number) => `${formatNumber(n)} of ${formatNumber(of)}`,
  announced: (done: number, failed: number) =>
    `Job ended. ${products(done)} done, ${formatNumber(failed)} failed.`,
  percent: (n: number) => `${n} percent done`,
  total: 'Products',
  done: 'Done',
  unchanged: (n: number) => `${formatNumber(n)} stayed as before`,
  failed: 'Failed',
  waiting: 'Waiting',
  cancelled: 'Not begun',
  refresh: 'Refresh',
  refreshes: 'This page refreshes while the job is running.',
  cancel: 'Cancel',
  cancelTitle: 'Cancel this job?',
  cancelEffect: (n: number) =>
    `${products(n)} not begun yet will stay as they are. What is done stays done.`,
  cancelConfirm: 'Cancel the job',
  wasCancelled: 'Cancelled. What was not begun stays as it is.',
  retry: 'Retry failed',
  goOn: 'Continue undoing',
  retrying: (n: number) => `Retrying ${products(n)}.`,
  undo: 'Undo',
  undoTitle: 'Undo this job?',
  undoEffect: (n: number) =>
    `${products(n)} will be as before. Those changed since then stay as they are, and are listed.`,
  undoUntil: 'It can be undone until',
  undoing: 'Undoing.',
  undoOf: 'Undoes',
  undoneBy: 'Undone by',
  otherJob: 'another job',
  view: 'View the job',
  startedToast: (n: number) => `Started: ${products(n)}.`,
  atShopify: 'On Shopify',
  arrived: (n: number, of: number, type: JobType) =>
    `${formatNumber(n)} of ${formatNumber(of)} ${arrivedWords[type] ?? 'done'}`,
  notArrived: (n: number) => `${formatNumber(n)} failed`,
  onTheWay: (n: number) => `${formatNumber(n)} on their way.`,
  timeLeft: (minutes: number) =>
    minutes < 2 ? 'Less than 2 minutes left.' : `About ${formatNumber(minutes)} minutes left.`,
  goingOn: 'On its way',
  parkedTitle: (n: number, isMore: boolean) =>
    `${isMore ? `At least ${n} products are` : n === 1 ? '1 product is' : `${n} products are`} waiting for your store connection`,
  parked: 'Nothing was lost. They continue where they were when the store is connected again.',
  reconnect: 'Reconnect',
  rows: 'Products of this job',
  product: 'Product',
  result: 'Result',
  deleted: '(deleted)',
  all: 'All',
  noRows: 'None of these.',
  next: 'Next rows',
  fromStart: 'First rows',
  rowStates: {
    waiting: 'Waiting',
    done: 'Done',
    failed: 'Failed',
    cancelled: 'Not begun',
  },
  rowArrivals: {
    waiting: 'On its way',
    done: 'On Shopify',
    failed: 'Failed on Shopify',
  },
} as const

/** What is asked before a job starts. */
export const newJobWords = {
  selected: (n: number) => `${products(n)} selected.`,
  matching: (n: number) => `All ${formatNumber(n)} products that match the filters.`,
  back: 'Products',
  change: 'What to change',
  preview: 'Preview',
  previewTitle: 'What will happen',
  add: 'Add these tags',
  remove: 'Remove these tags',
  tagsHint: 'Separated by commas.',
  collection: 'Collection',
  noCollection: 'No collection',
  by: 'How',
  byPercent: 'By a percentage',
  byAmount: 'By an amount',
  byMend: 'Raise prices below cost until they pay it',
  value: 'Percentage or amount',
  valueHint: 'Such as 10, or −5. An amount is in the currency of each product.',
  round: 'Round to',
  roundings: { none: 'As it comes', '.99': 'The nearest .99', '.00': 'The nearest .00' },
  sizes: 'Only these sizes',
  sizesHint: 'Separated by commas, such as 8x10, 11x14. Empty for all.',
  recipe: 'Recipe',
  recipeHint: 'Variants and tags that a product lacks are added. What it has stays.',
  recipeTexts: 'Replace title and description, too',
  noRecipes: 'No recipes yet',
  noRecipesText:
    'A recipe says which sizes, frames and texts products get. Add one, then select the products again.',
  addRecipe: 'Add recipe',
  reason: 'Reason',
  will: 'Will change',
  same: 'Stay as they are',
  refused: 'Cannot be changed',
  checked: (n: number) => `Worked out for the first ${formatNumber(n)} products.`,
  shown: (n: number) => `The first ${formatNumber(n)} are shown.`,
  nothing: 'Nothing would change',
  nothingText: 'Choose another change, or other products.',
  before: 'Now',
  after: 'Then',
  stays: 'Stays as it is',
  empty: 'none',
  acceptBelowCost: 'Sell below cost where the list says so',
  acceptLowDpi: 'Sell sizes below the print limit where the list says so',
  acceptFree: 'Sell for 0 where the list says so',
  acceptUndelivered: 'The delivery app has the files of these downloads',
  start: 'Start',
  canUndo: 'It can be undone for 90 days.',
  noSelection: 'Select products first. Nothing was changed.',
  tooMany: (n: number) =>
    `More than ${formatNumber(n)} products match, which is as many as one job changes. Narrow the filters.`,
  fields: {
    title: 'Title',
    description: 'Description',
    tags: 'Tags',
    collection: 'Collection',
    status: 'Status',
    pictures: 'New pictures',
    vendor: 'Vendor',
    product_type: 'Product type',
  },
} as const

/** What a job changes, in a sentence. */
export const changeWords = {
  adds: (tags: string) => `Adds ${tags}`,
  removes: (tags: string) => `Removes ${tags}`,
  sets: (tags: string) => `Sets ${tags}`,
  toCollection: (name: string) => `To ${name}`,
  fromCollection: 'Out of their collection',
  percent: (n: number) => `${n > 0 ? '+' : ''}${n} %`,
  amount: (n: number) => `${n > 0 ? '+' : ''}${n}`,
  mend: 'Raises prices below cost',
  rounded: (to: string) => `rounded to ${to}`,
  sizes: (sizes: string) => `sizes ${sizes}`,
} as const
