declare module 'subset-font' {
  type Options = {
    targetFormat: 'woff2'
    noHinting?: boolean
    /** Features of OpenType; all of them without it. */
    keepFeatures?: string[]
    variationAxes?: Record<string, { min: number; max: number }>
  }

  /** A font of the glyphs alone that this text needs. */
  export default function subsetFont(font: Buffer, text: string, options: Options): Promise<Buffer>
}
