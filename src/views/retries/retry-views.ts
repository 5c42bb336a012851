/** The tabs of the retries page. */
export const RETRY_VIEWS = [
  {
    name: 'waiting',
    label: 'Waiting',
    emptyTitle: 'Nothing waits to be tried again',
    emptyText: 'What needs you, or was given up, is under the other tabs.',
  },
  {
    name: 'due',
    label: 'Due',
    emptyTitle: 'Nothing is due',
    emptyText: 'What is due is started within a minute.',
  },
  {
    name: 'running',
    label: 'Running',
    emptyTitle: 'Nothing is being tried again right now',
    emptyText: 'What is started here leaves this list as soon as it has worked or failed.',
  },
  {
    name: 'exhausted',
    label: 'Needs you',
    emptyTitle: 'Nothing needs you',
    emptyText: 'Work comes here when its tries are used up, or when trying alone cannot help.',
  },
  {
    name: 'succeeded',
    label: 'Succeeded',
    emptyTitle: 'No retry has been needed yet',
    emptyText: 'What failed first and worked later is kept here.',
  },
  {
    name: 'discarded',
    label: 'Discarded',
    emptyTitle: 'Nothing was given up',
    emptyText: 'Work you discard is not tried again, and can be looked up here.',
  },
] as const

export type RetryView = (typeof RETRY_VIEWS)[number]['name']

export function retriesUrl(view: RetryView, path = '/retries'): string {
  return view === 'waiting' ? path : `${path}?show=${view}`
}
