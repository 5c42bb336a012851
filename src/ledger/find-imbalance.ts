/** A year whose entries do not add up to its balance, or whose holds do not; undefined when sound. */
export function findImbalance(sql: SqlStorage): string | undefined {
  const [wrong] = sql
    .exec<{ year: number; what: string }>(
      `WITH sums AS (
         SELECT year, account, sum(n) AS n FROM (
           SELECT year, to_account AS account, credits AS n FROM entries
           UNION ALL SELECT year, from_account, -credits FROM entries)
         GROUP BY year, account),
       counted AS (
         SELECT year, 'pending' AS account, count(*) AS n FROM holds
           WHERE state IN ('pending', 'in_flight') GROUP BY year
         UNION ALL SELECT year, 'suspect', count(*) FROM holds WHERE state = 'suspect' GROUP BY year
         UNION ALL SELECT year, 'posted',
           sum(CASE operation WHEN 'refund' THEN -credits ELSE credits END) FROM settled GROUP BY year),
       stored AS (
         SELECT year, 'pending' AS account, pending AS n FROM balances
         UNION ALL SELECT year, 'suspect', suspect FROM balances
         UNION ALL SELECT year, 'posted', posted FROM balances)
       SELECT stored.year AS year, stored.account AS what FROM stored
         LEFT JOIN sums ON sums.year = stored.year AND sums.account = stored.account
         LEFT JOIN counted ON counted.year = stored.year AND counted.account = stored.account
       WHERE stored.n <> coalesce(sums.n, 0) OR stored.n <> coalesce(counted.n, 0)
       LIMIT 1`,
    )
    .toArray()
  return wrong ? `${wrong.what} of ${wrong.year} does not add up` : undefined
}
