/** Grey lines in the place of content that is being fetched. */
export function Skeleton({ lines = 3, label = 'Loading' }: { lines?: number; label?: string }) {
  return (
    <div class="skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, () => (
        <span />
      ))}
    </div>
  )
}
