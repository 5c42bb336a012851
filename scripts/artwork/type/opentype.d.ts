// The package's ES module has no types of its own; they are those of its main entry.
declare module 'opentype.js/dist/opentype.mjs' {
  export * from 'opentype.js'
}
