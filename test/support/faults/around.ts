/** What happens instead of a call; `call` makes the real one, with these arguments. */
export type Instead = (call: () => unknown, args: unknown[]) => unknown

/** `target` with the calls of one method going through `instead`; everything else is its own. */
export function around<Target extends object>(
  target: Target,
  method: string,
  instead: Instead,
): Target {
  return new Proxy(target, {
    get(whole, property) {
      const value: unknown = Reflect.get(whole, property)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        const call = () => Reflect.apply(value, whole, args)
        return property === method ? instead(call, args) : call()
      }
    },
  })
}

/** The Worker dies, or the connection breaks, before anything has happened. */
export function failBefore(message = 'killed', properties: object = {}): Instead {
  return async () => {
    throw Object.assign(new Error(message), properties)
  }
}

/** It has happened, and nobody knows. */
export function failAfter(message = 'killed'): Instead {
  return async (call) => {
    await call()
    throw new Error(message)
  }
}

/** Only the `n`-th call is struck, counted from 1. */
export function onCall(n: number, instead: Instead): Instead {
  let calls = 0
  return (call, args) => {
    calls += 1
    return calls === n ? instead(call, args) : call()
  }
}

/** Only calls whose first argument ends so are struck: a key in the bucket, mostly. */
export function onKey(end: string, instead: Instead): Instead {
  return (call, args) => (String(args[0]).endsWith(end) ? instead(call, args) : call())
}

/** The caller waits before the call, until it is released. */
export function holdUp(): { instead: Instead; reached: Promise<void>; wake(): void } {
  const reached = Promise.withResolvers<void>()
  const woken = Promise.withResolvers<void>()
  return {
    async instead(call) {
      reached.resolve()
      await woken.promise
      return call()
    },
    reached: reached.promise,
    wake: () => woken.resolve(),
  }
}
