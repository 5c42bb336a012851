import { app } from './app.tsx'
import { runSchedule } from './cron/schedule.ts'
import { consume } from './queues/consumer.ts'

export { CreditLedger } from './ledger/credit-ledger.ts'
export { VendorLimiter } from './limiter/vendor-limiter.ts'

export default {
  fetch: app.fetch,
  queue: consume,
  scheduled: runSchedule,
} satisfies ExportedHandler<Env>
