/** What a file says of its colours, and what that means for print. */
export const colourWords = {
  profile: 'Colour profile',
  transparency: 'Transparency',
  unknown: 'Not known',
  profiles: {
    srgb: { name: 'sRGB', meaning: 'Right for mockups and print services.' },
    none: { name: 'None', meaning: 'It is taken as sRGB, which is nearly always right.' },
    cmyk: {
      name: 'CMYK',
      meaning:
        'Mockups and most print services expect sRGB, so colours can shift. Export it as sRGB and replace the file.',
    },
    other: {
      name: 'Not sRGB',
      meaning:
        'Print services that expect sRGB can print other colours. Export it as sRGB to be safe.',
    },
  },
  opaque: 'None',
  transparent: 'Transparent parts, if it has any, print as white.',
  canBeTransparent: 'Possible',
  warnings: {
    cmyk: 'CMYK: colours can shift in print.',
    other: (name: string) => `${name} in place of sRGB: colours can shift in print.`,
    alpha: 'Transparent parts print as white.',
  },
} as const

/** How the sizes of a user print. */
export const cropWords = {
  cutsOff: (percent: string, from: string) => `${percent} cut off, ${from}`,
  ends: 'at top and bottom',
  sides: 'at both sides',
  preview: (size: string, percent: string, from: string) =>
    `${size} cuts off ${percent} of the artwork, ${from}`,
  lead: 'What is shaded is cut off when the artwork fills the sheet.',
  below: (dpi: number) => `Below ${dpi} dpi`,
  limit: (dpi: number) =>
    `Below your limit of ${dpi} dpi, a size is sold only when you confirm it.`,
  changeLimit: 'Change the limit',
} as const
