import type { DescribedCheck } from '../../domain/integrations/describe-checks.ts'
import { ActionForm } from '../components/action-form.tsx'
import { Badge } from '../components/badge.tsx'
import { ExternalLink } from '../components/button.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import type { Tone } from '../components/tone.ts'
import { connectionWords } from './words.ts'

const words = connectionWords.checks

type Props = { checks: readonly DescribedCheck[]; checkedAt: string | null; now: number }

/** What is missing at a connected shop, and where to get it; what is in place is folded away. */
export function ShopChecks({ checks, checkedAt, now }: Props) {
  const inPlace = checks.filter(({ state }) => state === 'ok')
  return (
    <section class="checks" aria-labelledby="shop-checks">
      <div class="checks-head">
        <h3 id="shop-checks">{words.title}</h3>
        <p class="muted">
          {checkedAt ? (
            <>
              {words.checked} <TimeAgo at={checkedAt} now={now} />
            </>
          ) : (
            words.never
          )}
        </p>
        <ActionForm action="/integrations/shopify/check" size="small" icon="retry">
          {words.again}
        </ActionForm>
      </div>
      <CheckList checks={checks.filter(({ state }) => state !== 'ok')} />
      {inPlace.length > 0 ? (
        <details>
          <summary>{words.inPlace(inPlace.length)}</summary>
          <CheckList checks={inPlace} />
        </details>
      ) : null}
    </section>
  )
}

function CheckList({ checks }: Pick<Props, 'checks'>) {
  if (checks.length === 0) return null
  return (
    <ul>
      {checks.map((check) => (
        <Check check={check} />
      ))}
    </ul>
  )
}

function Check({ check: { name, state, message, url } }: { check: DescribedCheck }) {
  return (
    <li>
      <p class="check-name">
        <strong>{words.names[name]}</strong>{' '}
        <Badge tone={toneOf(name, state)}>{stateOf(name, state)}</Badge>
      </p>
      <p>{message}</p>
      {url && state !== 'ok' ? (
        <p>
          <ExternalLink href={url}>{words.links[name]}</ExternalLink>
        </p>
      ) : null}
    </li>
  )
}

function stateOf(name: DescribedCheck['name'], state: DescribedCheck['state']): string {
  return state === 'missing' ? words.missing[name] : words[state]
}

const STOPPING: readonly DescribedCheck['name'][] = ['access', 'permissions', 'online_store']

/** Red where publishing suffers, amber where something else does. */
function toneOf(name: DescribedCheck['name'], state: DescribedCheck['state']): Tone {
  if (state !== 'missing') return state === 'ok' ? 'sage' : 'neutral'
  return STOPPING.includes(name) ? 'red' : 'amber'
}
