/** The few words that components say by themselves. */
export const pickerWords = {
  choices: 'Choices',
  newest: 'The first 50 are listed. Search for others.',
  found: (text: string) => `Choices that match “${text}”, and the current one.`,
  nothing: 'Nothing matches',
  /** The script puts the number and the text in. */
  count: '{n} to choose from',
  add: 'Add “{text}” as a new quote',
} as const
