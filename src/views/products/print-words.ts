/** Sizes of a product that print below the user's limit. */
export const printWords = {
  title: 'Below print limit',
  lead: (dpi: number) => `These sizes print below your limit of ${dpi} dpi.`,
  at: (size: string, dpi: number) => `${size} at ${dpi} dpi`,
  accepted: (by: string) => `Confirmed by ${by} on`,
  open: 'Not confirmed',
  question: 'Sell these sizes anyway?',
  effect: 'The product keeps who confirmed it and when. A larger file of the artwork mends it.',
  accept: 'Sell anyway',
  done: (title: string) => `Confirmed the print quality of ${title}.`,
} as const
