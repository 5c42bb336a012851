/**
 * A double under the type of the whole binding. It has what the product calls and no more; the
 * contract test shows that this much answers as the runtime does. The one place where the compiler
 * is told rather than asked.
 */
export function double<Binding>(part: object): Binding {
  // @ts-expect-error: a part of the binding, on purpose
  return part
}
