import { MIN_DPI } from '../../domain/settings/schemas.ts'

/** How well prints have to be, in the settings. */
export const printWords = {
  title: 'Print quality',
  lead: 'At which resolution a size may be sold without being asked about.',
  minDpi: 'Lowest resolution',
  minDpiHint:
    '300 is sharp from close up, 200 good at the usual distance, 150 acceptable from further away. Sizes below it have to be confirmed, and products with such sizes are listed under “Below print limit”.',
  unit: 'dpi',
  range: `Enter a whole number from ${MIN_DPI.least} to ${MIN_DPI.most}`,
} as const
