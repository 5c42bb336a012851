import type { MockupVersion } from '../../domain/mockups/list-versions.ts'
import { isUnfinished } from '../../domain/runs/run-progress.ts'
import { Badge } from '../components/badge.tsx'
import { Card } from '../components/card.tsx'
import { exactTime } from '../components/format-time.ts'
import { MockupStatusBadge } from '../components/status-badge.tsx'
import { mockupStatusLabels } from '../components/status-labels.ts'
import { Thumb } from '../components/thumb.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { useTimeZone } from '../components/time-zone.ts'
import { mockupWords } from './words.ts'

const words = mockupWords.versions

export type ShownVersion = MockupVersion & { thumbnail: string | null }

type Props = {
  versions: readonly ShownVersion[]
  /** The mockup whose page it is. */
  current: Pick<ShownVersion, 'id' | 'picture_id'>
  now: number
}

/** All mockups of the same artwork in the same scene, next to each other. */
export function MockupVersions({ versions, current, now }: Props) {
  if (versions.length < 2) return null
  return (
    <Card title={words.title} lead={words.lead}>
      <ul class="versions">
        {versions.map((version) => (
          <Version version={version} current={current} now={now} />
        ))}
      </ul>
    </Card>
  )
}

function Version({ version, current, now }: Omit<Props, 'versions'> & { version: ShownVersion }) {
  const { id, status, thumbnail, created_at, quality_score, placement } = version
  const when = exactTime(Date.parse(created_at), useTimeZone())
  const isCurrent = id === current.id
  const isShared = version.picture_id === current.picture_id
  return (
    <li class="version" aria-current={isCurrent ? 'true' : undefined}>
      <a
        class="version-open"
        href={`/mockups/${id}`}
        aria-label={words.open(mockupStatusLabels[status].label, when)}
      >
        <Thumb
          src={thumbnail}
          alt=""
          width={version.width}
          height={version.height}
          ratio="landscape"
          fit="cover"
          busy={isUnfinished(status)}
          placeholder={status === 'failed' ? 'warning' : 'picture'}
        />
      </a>
      <p class="cluster cluster-tight">
        {isCurrent ? <Badge tone="teal">{words.current}</Badge> : null}
        <MockupStatusBadge status={status} />
      </p>
      <p class="muted small">
        <TimeAgo at={created_at} now={now} />
        {placement ? ` · ${words.own}` : null}
        {quality_score === null ? null : ` · ${words.score(quality_score)}`}
      </p>
      {isCurrent ? null : isShared ? (
        <p class="muted small">{words.same}</p>
      ) : version.file_key ? (
        <a class="small" href={`/mockups/compare?id=${current.id}&id=${id}`}>
          {words.compare}
        </a>
      ) : null}
    </li>
  )
}
