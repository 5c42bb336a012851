/** The console as it was before the first file: setup files are loaded again for every file. */
export const loud = { log: console.log, warn: console.warn, error: console.error }
