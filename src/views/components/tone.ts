/** The five meanings that colour may carry; words always say the same thing beside it. */
export type Tone = 'neutral' | 'sage' | 'teal' | 'amber' | 'red'
