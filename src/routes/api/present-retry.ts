type Leased = { user_id: unknown; lease_until: unknown }

/** A retry as the JSON API shows it; the lease is the hub's own affair. */
export function presentRetry<Row extends Leased>(row: Row): Omit<Row, keyof Leased> {
  const { user_id: _owner, lease_until: _lease, ...rest } = row
  return rest
}
