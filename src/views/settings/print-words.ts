import { MIN_DPI } from '../../domain/settings/schemas.ts'

/** How well prints have to be, in the settings. */
export const printWords = {
  title: 'Print quality',
  lead: 'At which resolution a size may be sold without being asked about.',
  minDpi: 'Lowest resolution',
  minDpiHint:
    '300 is sharp from close up, 200 good on a wall, 150 acceptable from a step away. A size below your limit is refused until you confirm it, and products that have one are listed under “Below print limit”.',
  unit: 'dpi',
  range: `Enter a whole number from ${MIN_DPI.least} to ${MIN_DPI.most}`,
} as const
