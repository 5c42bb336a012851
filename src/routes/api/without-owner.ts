/** A row as the JSON API shows it: every row is the caller's own, so the owner is left out. */
export function withoutOwner<Row extends { user_id: unknown }>(row: Row): Omit<Row, 'user_id'> {
  const { user_id: _owner, ...rest } = row
  return rest
}
