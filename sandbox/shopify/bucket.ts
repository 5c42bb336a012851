export const BUCKET_MAXIMUM = 2000
export const BUCKET_RESTORE_PER_SECOND = 100

type Bucket = { available: number; at: number; least: number; taken: number; throttled: number }

/** A leaking bucket of cost points, one for each shop, with what has come of it so far. */
export const createBuckets = (now: () => number) => {
  const buckets = new Map<string, Bucket>()

  const full = (): Bucket => ({
    available: BUCKET_MAXIMUM,
    at: now(),
    least: BUCKET_MAXIMUM,
    taken: 0,
    throttled: 0,
  })

  const refill = (shop: string) => {
    const known = buckets.get(shop) ?? full()
    const restored = ((now() - known.at) / 1000) * BUCKET_RESTORE_PER_SECOND
    const bucket = {
      ...known,
      available: Math.min(BUCKET_MAXIMUM, known.available + restored),
      at: now(),
    }
    buckets.set(shop, bucket)
    return bucket
  }

  return {
    /** Takes the points, or nothing at all when they do not fit. */
    take(shop: string, points: number): { isGranted: boolean; available: number } {
      const bucket = refill(shop)
      const isGranted = points <= bucket.available
      if (isGranted) {
        bucket.available -= points
        bucket.taken += points
        bucket.least = Math.min(bucket.least, bucket.available)
      } else bucket.throttled += 1
      return { isGranted, available: Math.floor(bucket.available) }
    },
    /** What is in it, the least that ever was, the points taken and the calls refused. */
    inspect(shop: string) {
      const { available, least, taken, throttled } = refill(shop)
      return { maximum: BUCKET_MAXIMUM, available, least, taken, throttled }
    },
    /** Leaves so many points in it, as other apps of the shop might. */
    drain(shop: string, available: number): void {
      refill(shop).available = Math.min(available, BUCKET_MAXIMUM)
    },
    reset(shop?: string): void {
      if (shop === undefined) buckets.clear()
      else buckets.delete(shop)
    },
  }
}

export type Buckets = ReturnType<typeof createBuckets>
