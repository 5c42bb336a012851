import type { PairOutcome, RunQuote } from '../../domain/runs/quote-run.ts'
import { isUsable, type SceneHealth } from '../../domain/templates/scene-health.ts'
import { Card } from '../components/card.tsx'
import { DataTable } from '../components/data-table.tsx'
import { Section } from '../components/section.tsx'
import { MockupStatusBadge } from '../components/status-badge.tsx'
import { Thumb } from '../components/thumb.tsx'
import { problemsUrl } from '../problems/problems-url.ts'
import type { ShownArtwork } from './artwork-picker.tsx'
import { generateWords } from './words.ts'

const MAX_CELLS = 100
const STATUSES = { open: 'completed', approved: 'approved', rejected: 'rejected' } as const

export type ShownOutcome = Omit<PairOutcome, 'picture'> & {
  decision: keyof typeof STATUSES | undefined
  thumbnail: string | null
}
type PreviewScene = SceneHealth & { scene_key: string; name: string }
type Pairs = {
  quote: RunQuote
  outcomes: readonly ShownOutcome[]
  artworks: readonly ShownArtwork[]
  /** Those that are selected, whether they can be rendered or not. */
  scenes: readonly PreviewScene[]
  isRegenerated: boolean
}

export type PairsPreviewProps = { pairs: Pairs | undefined }

/** What becomes of each pair, before it is paid; swapped whole with each change of the choice. */
export function PairsPreview({ pairs }: PairsPreviewProps) {
  if (!pairs) return <div id="pairs" hidden />
  const { quote, outcomes } = pairs
  const isMany = outcomes.length > MAX_CELLS
  return (
    <div id="pairs">
      <Section title={generateWords.pairs} lead={<Totals {...pairs} />}>
        {isMany ? (
          <>
            <p class="muted small">{generateWords.manyPairs(quote.pairs)}</p>
            <ByScene {...pairs} />
          </>
        ) : (
          <Matrix {...pairs} />
        )}
      </Section>
    </div>
  )
}

function Totals({ quote, outcomes }: Pairs) {
  const exists = outcomes.filter(({ kind }) => kind === 'exists').length
  const reused = quote.reused - exists
  const remaining = quote.remaining_annual - quote.cost
  return (
    <span class="figures">
      {generateWords.totals({ paid: quote.cost, exists, reused, suspect: quote.suspect })}.{' '}
      {remaining >= 0 ? generateWords.after(remaining) : null}
    </span>
  )
}

/** Artworks down, scenes across; it scrolls by itself, and both heads stay in sight. */
function Matrix({ outcomes, artworks, scenes, isRegenerated }: Pairs) {
  const byPair = new Map(outcomes.map((one) => [`${one.asset_id} ${one.scene}`, one]))
  return (
    <section class="pairs-box" aria-label={generateWords.pairsCaption} tabindex={0}>
      <table class="pairs">
        <caption class="visually-hidden">{generateWords.pairsCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{generateWords.artwork}</th>
            {scenes.map((scene) => (
              <th scope="col">{scene.name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {artworks.map((artwork) => (
            <tr>
              <th scope="row">
                <span class="pairs-artwork">
                  <Thumb src={artwork.picture} alt="" ratio="square" size="small" fit="cover" />
                  <span>{artwork.title}</span>
                </span>
              </th>
              {scenes.map((scene) => (
                <td>
                  <Outcome
                    outcome={byPair.get(`${artwork.id} ${scene.scene_key}`)}
                    scene={scene}
                    isRegenerated={isRegenerated}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type OutcomeProps = {
  outcome: ShownOutcome | undefined
  scene: PreviewScene
  isRegenerated: boolean
}

function Outcome({ outcome, scene, isRegenerated }: OutcomeProps) {
  if (!outcome) {
    const reason = isUsable(scene) ? undefined : scene.reason
    return (
      <span class="pairs-cannot small" title={reason ?? undefined}>
        {generateWords.pairKinds.cannot}
      </span>
    )
  }
  const { kind, mockup_id, thumbnail, decision } = outcome
  const isAgain = kind === 'paid' && isRegenerated && mockup_id !== undefined
  const label = isAgain ? generateWords.renderedAgain : generateWords.pairKinds[kind]
  return (
    <span class={`pairs-cell pairs-${kind}`}>
      {thumbnail ? <Thumb src={thumbnail} alt="" ratio="square" size="small" fit="cover" /> : null}
      <span class="pairs-words small">
        {mockup_id ? <a href={`/mockups/${mockup_id}`}>{label}</a> : label}
        {kind === 'exists' && decision ? <MockupStatusBadge status={STATUSES[decision]} /> : null}
        {kind === 'suspect' ? <a href={problemsUrl('suspects')}>{generateWords.decide}</a> : null}
      </span>
    </span>
  )
}

/** The same where each pair would be too much to look at. */
function ByScene({ outcomes, scenes }: Pairs) {
  const byScene = Map.groupBy(outcomes, ({ scene }) => scene)
  const paid = (key: string) => byScene.get(key)?.filter(({ kind }) => kind === 'paid').length ?? 0
  const doubted = (key: string) =>
    byScene.get(key)?.filter(({ kind }) => kind === 'suspect').length ?? 0
  const rest = (key: string) => (byScene.get(key)?.length ?? 0) - paid(key) - doubted(key)
  return (
    <Card flush>
      <DataTable
        caption={generateWords.pairsOfScenes}
        rows={scenes}
        columns={[
          { key: 'scene', header: generateWords.scene, primary: true, cell: ({ name }) => name },
          {
            key: 'paid',
            header: generateWords.toRender,
            numeric: true,
            cell: (scene) => (isUsable(scene) ? paid(scene.scene_key) : scene.reason),
          },
          {
            key: 'free',
            header: generateWords.free,
            numeric: true,
            cell: ({ scene_key }) => rest(scene_key),
          },
          {
            key: 'suspect',
            header: generateWords.pairKinds.suspect,
            numeric: true,
            cell: ({ scene_key }) => doubted(scene_key),
          },
        ]}
      />
    </Card>
  )
}
