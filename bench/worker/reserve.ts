type Reservation = {
  userId: string
  budget: number
  times: number
  items: number
  atOnce: number
}
type Outcome = { granted: number; refused: number }

/** Reserves in the product's own ledger. */
export async function reserveInLedger(env: Env, asked: Reservation): Promise<Outcome> {
  const { userId, budget, items } = asked
  return repeat(asked, async () => {
    const pictures = Array.from({ length: items }, () => crypto.randomUUID())
    const ledger = env.CREDIT_LEDGER.getByName(userId)
    const { result } = await ledger.reserveMany({
      userId,
      groupId: crypto.randomUUID(),
      items: pictures.map((pictureId) => ({
        pictureId,
        mockupId: pictureId,
        runId: userId,
        operation: 'generation',
      })),
      budget,
    })
    return result === 'reserved'
  })
}

/** Reserves as it would be done without one: the sum of what is spent, then a row. */
export async function reserveNaively(env: Env, asked: Reservation): Promise<Outcome> {
  const { userId, budget, items } = asked
  return repeat(asked, async () => {
    const spent = await env.DB.prepare(
      'SELECT coalesce(sum(credits), 0) AS spent FROM bench_spending WHERE user_id = ?',
    )
      .bind(userId)
      .first<number>('spent')
    if ((spent ?? 0) + items > budget) return false
    const insert = env.DB.prepare('INSERT INTO bench_spending (user_id, credits) VALUES (?, 1)')
    await env.DB.batch(Array.from({ length: items }, () => insert.bind(userId)))
    return true
  })
}

async function repeat(
  { times, atOnce }: Reservation,
  reserve: () => Promise<boolean>,
): Promise<Outcome> {
  const outcome = { granted: 0, refused: 0 }
  let left = times
  const lane = async () => {
    while (left > 0) {
      left -= 1
      if (await reserve()) outcome.granted += 1
      else outcome.refused += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return outcome
}
