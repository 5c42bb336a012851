import type { ActionPlan } from '../../domain/publishing/plan/plan-from.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { type DriftField, DriftForm } from './drift-form.tsx'
import { countRows, type PlanGroup, type PlanRow } from './plan-rows.ts'
import { PlanSummary, type SummaryProps } from './plan-summary.tsx'
import { PlanTables } from './plan-table.tsx'
import type { PlanFrame } from './plan-value.tsx'
import { planWords as words } from './plan-words.ts'
import { planPath, productPath } from './product-path.ts'
import { retireReasons } from './retire-reasons.ts'

const SENT = ['add', 'change', 'remove'] as const

export type PlanPageProps = {
  frame: PageFrame
  plan: ActionPlan
  rows: ReadonlyMap<PlanGroup, readonly PlanRow[]>
  values: PlanFrame
  summary: SummaryProps
  /** What is to be decided on first. */
  fields: readonly DriftField[]
  /** What is different from the plan that was confirmed. */
  changed?: string | undefined
  /** What was said to be meant, on the way here. */
  accepts: readonly string[]
  reason: string
  now: number
}

/** What an action will do at the shop, to look at and to confirm. */
export function PlanPage(props: PlanPageProps) {
  const { frame, plan, summary, now } = props
  const { product } = summary
  const title = words.title[plan.action](product.title)
  return (
    <Layout {...frame} title={title} current={productPath(product.id)}>
      <PageHeader
        title={title}
        back={{ href: productPath(product.id), label: product.title }}
        lead={
          <>
            {leadOf(props)}
            {plan.shop_domain && !isNew(plan) ? (
              <>
                , {words.read} <TimeAgo at={plan.read_at} now={now} />
              </>
            ) : null}
            .
          </>
        }
      />
      <Changed {...props} />
      <Target {...props} />
      <Undecided {...props} />
      {isNothing(props) ? (
        <EmptyState title={words.nothingTitle} icon="approval">
          {countRows(props.rows, ['leave']) > 0 ? words.nothingButLeft : words.nothingText}
        </EmptyState>
      ) : null}
      <Outcome {...props} />
      <Confirm {...props} />
    </Layout>
  )
}

/** What is sent; of what is to be made again, only once that was decided. */
function Outcome({ plan, rows, values, summary, fields }: PlanPageProps) {
  const isDecided = fields.length === 0
  if (isNew(plan)) {
    return isDecided ? <PlanSummary {...summary} target={plan.target} /> : null
  }
  const tables = <PlanTables rows={rows} frame={values} isOutcome={plan.action !== 'publish'} />
  if (isDecided || countRows(rows, SENT) === 0) return tables
  return (
    <section class="section" aria-labelledby="then">
      <h2 id="then">{words.sentThen}</h2>
      {tables}
    </section>
  )
}

/** Whether the shop has nothing of it yet, or no longer. */
function isNew({ action, changes }: ActionPlan): boolean {
  return action === 'publish' && changes.some(({ path, shop }) => path === 'status' && !shop)
}

/** Whether publishing would send nothing. */
function isNothing({ plan, rows, fields }: PlanPageProps): boolean {
  const isDecided = plan.action === 'publish' && fields.length === 0
  return isDecided && !isNew(plan) && countRows(rows, SENT) === 0
}

function leadOf({ plan, rows, fields }: PlanPageProps): string {
  const shop = plan.shop_domain
  if (!shop) return words.nothingHere
  if (isNew(plan)) {
    const wasThere = plan.changes.some(({ path, published }) => path === 'status' && published)
    if (!wasThere) return words.willBeMade(shop)
    return fields.length > 0 ? words.isGone(shop) : words.willBeMadeAgain(shop)
  }
  const [sent, asked] = [countRows(rows, SENT), countRows(rows, ['ask'])]
  const left = countRows(rows, ['leave'])
  const said = [
    ...(sent > 0 ? [words.willBeSent(sent, shop)] : []),
    ...(sent === 0 && asked === 0 ? [words.nothing(shop)] : []),
    ...(asked > 0 ? [words.toDecide(asked)] : []),
    ...(left > 0 ? [words.leftAlone(left)] : []),
  ]
  return said.join(', ')
}

function Changed({ changed }: PlanPageProps) {
  if (changed === undefined) return null
  return (
    <Notice tone="amber" title={words.changed}>
      <p>
        {changed} {words.changedText}
      </p>
    </Notice>
  )
}

/** Where it is not on sale yet, it can be sent as a draft first. */
function Target({ plan, summary: { product } }: PlanPageProps) {
  if (plan.action !== 'publish' || product.status === 'active') return null
  const targets = ['active', 'draft'] as const
  return (
    <div class="stack stack-small">
      <nav class="view-switch plan-target" aria-label={words.target}>
        {targets.map((target) => (
          <a
            href={planPath(product.id, 'publish', target)}
            aria-current={plan.target === target ? 'true' : undefined}
          >
            {words.targets[target][0]}
          </a>
        ))}
      </nav>
      <p class="small muted">{words.targets[plan.target ?? 'active'][1]}</p>
    </div>
  )
}

function Undecided({ plan, fields, summary: { product }, values }: PlanPageProps) {
  if (fields.length === 0) return null
  const isGone = isNew(plan)
  return (
    <section class="section" aria-labelledby="decide">
      <h2 id="decide">{words.decide}</h2>
      <DriftForm
        productId={product.id}
        fields={fields}
        frame={values}
        isGone={isGone}
        back={planPath(product.id, plan.action, plan.target)}
      />
    </section>
  )
}

function Confirm(props: PlanPageProps) {
  const { plan, rows, fields, accepts, reason, summary } = props
  const { product } = summary
  const nothing = isNothing(props)
  if (fields.length > 0) return null
  const { action, target } = plan
  return (
    <form class="stack" method="post" action={productPath(product.id, action)}>
      <input type="hidden" name="plan_id" value={plan.plan_id} />
      <input type="hidden" name="version" value={String(product.version)} />
      <input type="hidden" name="seen" value={seenOf(rows)} />
      {target ? <input type="hidden" name="target" value={target} /> : null}
      {accepts.map((name) => (
        <input type="hidden" name={name} value="true" />
      ))}
      {action === 'publish' ? null : <p>{words.effect[action]}</p>}
      {action === 'retire' ? (
        <RadioGroup
          name="reason"
          label={words.reason}
          value={reason}
          choices={retireReasons}
          inline
        />
      ) : null}
      <div class="sticky-actions">
        <Button variant={action === 'retire' ? 'danger' : nothing ? 'quiet' : 'primary'}>
          {nothing ? words.confirm.anyway : labelOf(plan, rows)}
        </Button>
        <ButtonLink href={productPath(product.id)} variant={nothing ? 'secondary' : 'quiet'}>
          {nothing ? words.back : words.cancel}
        </ButtonLink>
        {action === 'publish' && !isNew(plan) && !nothing ? (
          <p class="small muted">{words.race}</p>
        ) : null}
      </div>
    </form>
  )
}

function labelOf(plan: ActionPlan, rows: PlanPageProps['rows']): string {
  const { confirm } = words
  if (plan.action !== 'publish') return confirm[plan.action]
  if (plan.target === 'draft') return confirm.stage
  return isNew(plan) ? confirm.first : confirm.publish(countRows(rows, SENT))
}

/** Each line by name and what becomes of it, to tell later what is different. */
function seenOf(rows: PlanPageProps['rows']): string {
  const lines = [...rows.values()].flat().slice(0, MOST_SEEN)
  return JSON.stringify(lines.map((row) => [row.path, digestOf(row)]))
}

const MOST_SEEN = 200

/** A short name of what a line says; that two are taken for the same costs a word in a notice. */
export function digestOf({ hub, shop, will }: PlanRow): number {
  let hash = 0
  for (const letter of JSON.stringify([hub, shop, will])) {
    hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0
  }
  return hash
}
