import { classNames } from './class-names.ts'

const PATHS = {
  home: 'M3 9.5 10 4l7 5.5V16H3zM8 16v-4h4v4',
  asset: 'M4 3h12v14H4zM7 6h6v8H7z',
  quote: 'M4 14h5V9H6.5C6.5 7 7.5 6 9 5.5M11.5 14h5V9H14c0-2 1-3 2.5-3.5',
  spark: 'M10 3v4M10 13v4M3 10h4M13 10h4M5.5 5.5 7.5 7.5M12.5 12.5l2 2M14.5 5.5l-2 2M7.5 12.5l-2 2',
  run: 'M4 5h12M4 10h12M4 15h7',
  scene: 'M3 5h14v11H3zM7 8h6v5H7z',
  kit: 'M3 7h11v9H3zM6 7V4h11v9h-3M5.5 13.5l2.5-3 2 2 1.5-1.5',
  collection: 'M3 8h14v8H3zM5 5.5h10M7 3h6',
  approval: 'M4 10.5 8.5 15 16 5.5',
  picture: 'M3 4h14v12H3zM3 13.5l4-4 4 4 2-2 4 3.5M13.5 7.5h.01',
  product: 'M3.5 7 10 3.5 16.5 7v6.5L10 17l-6.5-3.5zM3.5 7 10 10.5 16.5 7M10 10.5V17',
  price: 'M3 3.5h7l7 7-6.5 6.5-7.5-7zM6.8 7.2h.01',
  credit: 'M3 5h14v10H3zM3 8.5h14M6 12h3',
  retry: 'M16 10a6 6 0 1 1-2-4.5M14.5 2.5v3.3h-3.3',
  activity: 'M3 10h3l2.5-6 3.5 12 2.5-6H17',
  settings: 'M3 6h7M14 6h3M3 14h3M10 14h7M12 4v4M8 12v4',
  integration: 'M7 3v4M13 3v4M5 7h10v3a5 5 0 0 1-10 0zM10 15v3',
  key: 'M12.5 11.5a4 4 0 1 0-4-4L3 13v3.5h3.5V14H9v-2.5zM13.6 6.4h.01',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  close: 'M5 5l10 10M15 5 5 15',
  warning: 'M10 3.5 17.5 16.5h-15zM10 8.5v3.5M10 14.2h.01',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.5V14M10 6.5h.01',
  search: 'M8.5 14a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM12.5 12.5 17 17',
  external: 'M8 4H4v12h12v-4M11 4h5v5M16 4l-7.5 7.5',
  plus: 'M10 4v12M4 10h12',
  previous: 'M12 4.5 6.5 10l5.5 5.5',
  next: 'M8 4.5 13.5 10 8 15.5',
  expand: 'M5 8l5 5 5-5',
  bold: 'M6.5 4v12M6.5 4h4a3 3 0 0 1 0 6h-4M6.5 10h5a3 3 0 0 1 0 6h-5',
  italic: 'M9 4h5M6 16h5M12 4 8.5 16',
  underline: 'M6 3.5v6a4 4 0 0 0 8 0v-6M5 16.5h10',
  heading: 'M5 4v12M14 4v12M5 10h9',
  bullets: 'M8 5h9M8 10h9M8 15h9M4 5h.01M4 10h.01M4 15h.01',
  numbers: 'M8.5 5H17M8.5 10H17M8.5 15H17M3 3.5h1.2v3.2M3 12.8c.2-1 2-1 2 .2 0 1-2 1.8-2 3.2h2.2',
  link: 'M8.5 11.5 11.5 8.5M9.5 6l1.8-1.8a3.2 3.2 0 0 1 4.5 4.5L14 10.5M10.5 14l-1.8 1.8a3.2 3.2 0 0 1-4.5-4.5L6 9.5',
  'sign-out': 'M8 4H4v12h4M12 6.5 15.5 10 12 13.5M15.5 10H8',
} as const

export type IconName = keyof typeof PATHS

/** A line icon; screen readers skip it, so a text goes with it. */
export function Icon({ name, class: className }: { name: IconName; class?: string }) {
  return (
    <svg
      class={classNames('icon', className)}
      viewBox="0 0 20 20"
      width="20"
      height="20"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
