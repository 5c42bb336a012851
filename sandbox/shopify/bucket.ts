export const BUCKET_MAXIMUM = 2000
export const BUCKET_RESTORE_PER_SECOND = 100

/** A leaking bucket of cost points, one for each shop. */
export const createBuckets = (now: () => number) => {
  const buckets = new Map<string, { available: number; at: number }>()

  const refill = (shop: string) => {
    const known = buckets.get(shop) ?? { available: BUCKET_MAXIMUM, at: now() }
    const restored = ((now() - known.at) / 1000) * BUCKET_RESTORE_PER_SECOND
    const bucket = { available: Math.min(BUCKET_MAXIMUM, known.available + restored), at: now() }
    buckets.set(shop, bucket)
    return bucket
  }

  return {
    /** Takes the points, or nothing at all when they do not fit. */
    take(shop: string, points: number): { isGranted: boolean; available: number } {
      const bucket = refill(shop)
      const isGranted = points <= bucket.available
      if (isGranted) bucket.available -= points
      return { isGranted, available: Math.floor(bucket.available) }
    },
    reset(shop?: string): void {
      if (shop === undefined) buckets.clear()
      else buckets.delete(shop)
    },
  }
}

export type Buckets = ReturnType<typeof createBuckets>
