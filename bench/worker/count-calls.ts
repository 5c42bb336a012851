const counts: Record<string, number> = {}

/** How often each kind of operation was asked for since the last time. */
export function takeCounts(): Record<string, number> {
  const taken = { ...counts }
  for (const name of Object.keys(counts)) delete counts[name]
  return taken
}

export function count(name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}

const R2_CLASS_A = ['put', 'list', 'createMultipartUpload']
const R2_CLASS_B = ['get', 'head']

/** The same bindings, with what is billed by the operation counted. */
export function withCounts(env: Env): Env {
  return {
    ...env,
    CREDIT_LEDGER: countObjects(env.CREDIT_LEDGER),
    VENDOR_LIMITER: countObjects(env.VENDOR_LIMITER),
    IMAGES: onCall(env.IMAGES, (name) => name === 'input' && count('images')),
    FILES: onCall(env.FILES, (name) => {
      if (R2_CLASS_A.includes(name)) count('r2_class_a')
      if (R2_CLASS_B.includes(name)) count('r2_class_b')
    }),
  }
}

function countObjects<T extends object>(namespace: T): T {
  return new Proxy(namespace, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...values: unknown[]) => {
        const made: unknown = Reflect.apply(value, target, values)
        // A call of a stub's method is a request to the object.
        return name === 'getByName' && made instanceof Object
          ? onCall(made, () => count('object_requests'))
          : made
      }
    },
  })
}

function onCall<T extends object>(target: T, called: (name: string) => void): T {
  return new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...values: unknown[]) => {
        called(String(name))
        return Reflect.apply(value, target, values)
      }
    },
  })
}
