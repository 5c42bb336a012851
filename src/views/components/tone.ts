/** The five meanings of colour; a text next to it always says the same. */
export type Tone = 'neutral' | 'sage' | 'teal' | 'amber' | 'red'
