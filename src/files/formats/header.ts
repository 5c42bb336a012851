import type { ImageFormat } from '../keys.ts'

/** What a picture's own bytes say of it. `whole` is false where its end is missing. */
export type Header = { format: ImageFormat; width: number; height: number; whole: boolean }
