/** Rows of past years that one call removes: the turn of the year stays cheap. */
const REMOVED_A_CALL = 500

const SPEND_SCHEMA = `
CREATE TABLE IF NOT EXISTS spent_attempts (
  attempt_id TEXT PRIMARY KEY,
  year INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS spent_attempts_by_year ON spent_attempts (year);
CREATE TABLE IF NOT EXISTS spent_years (year INTEGER PRIMARY KEY, credits INTEGER NOT NULL);
`

/**
 * What is spent with a key that several accounts share, by UTC year: an attempt counts once, and
 * no more once its call was proven free. A change is one transaction.
 */
export function openSharedSpend(storage: Pick<DurableObjectStorage, 'sql' | 'transactionSync'>) {
  const { sql } = storage
  sql.exec(SPEND_SCHEMA)
  const yearOf = (attemptId: string): number | undefined =>
    sql
      .exec<{ year: number }>('SELECT year FROM spent_attempts WHERE attempt_id = ?', attemptId)
      .toArray()[0]?.year
  const spentIn = (year: number): number =>
    sql
      .exec<{ credits: number }>('SELECT credits FROM spent_years WHERE year = ?', year)
      .toArray()[0]?.credits ?? 0
  const add = (year: number, credits: number) => {
    sql.exec(
      `INSERT INTO spent_years (year, credits) VALUES (?, ?)
       ON CONFLICT (year) DO UPDATE SET credits = credits + excluded.credits`,
      year,
      credits,
    )
  }

  return {
    spend: (attemptId: string, year: number, cap: number): 'ok' | 'full' =>
      storage.transactionSync(() => {
        sql.exec(
          `DELETE FROM spent_attempts WHERE attempt_id IN (
             SELECT attempt_id FROM spent_attempts WHERE year < ? LIMIT ?)`,
          year,
          REMOVED_A_CALL,
        )
        if (yearOf(attemptId) !== undefined) return 'ok'
        if (spentIn(year) >= cap) return 'full'
        sql.exec('INSERT INTO spent_attempts (attempt_id, year) VALUES (?, ?)', attemptId, year)
        add(year, 1)
        return 'ok'
      }),
    giveBack: (attemptId: string): void =>
      storage.transactionSync(() => {
        const year = yearOf(attemptId)
        if (year === undefined) return
        sql.exec('DELETE FROM spent_attempts WHERE attempt_id = ?', attemptId)
        add(year, -1)
      }),
  }
}
