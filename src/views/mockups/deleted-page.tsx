import { type DeletedMockup, MAX_DELETED_SHOWN } from '../../domain/mockups/list-deleted-mockups.ts'
import { ActionForm } from '../components/action-form.tsx'
import { BulkBar } from '../components/bulk-bar.tsx'
import { BulkQuestion } from '../components/bulk-question.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { elementId } from '../components/field-id.ts'
import { ImageGrid, Tile } from '../components/image-grid.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { formatTotal } from '../components/page-range.ts'
import { Results } from '../components/results.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { type SceneNames, sceneLabel } from './scene-label.ts'
import { mockupWords, deletedWords as words } from './words.ts'

const DELETED_FORM = 'deleted'

type ShownDeleted = DeletedMockup & { thumbnail: string | null }

type Props = {
  frame: PageFrame
  mockups: readonly ShownDeleted[]
  names: SceneNames
  now: number
}

/** What can be restored, the last deleted first. */
export function DeletedPage({ frame, mockups, names, now }: Props) {
  return (
    <Layout {...frame} title={words.title} current="/mockups/deleted">
      <PageHeader title={words.title} lead={words.lead} />
      <Results announce={formatTotal({ total: mockups.length }, 'mockup')}>
        {mockups.length === 0 ? (
          <EmptyState
            icon="picture"
            title={words.nothing}
            action={<ButtonLink href="/mockups">{words.seeMockups}</ButtonLink>}
          >
            {words.nothingBody}
          </EmptyState>
        ) : (
          <>
            <ImageGrid label={words.list} keys>
              {mockups.map((mockup) => (
                <DeletedTile
                  mockup={mockup}
                  name={mockupWords.name(mockup.title, sceneLabel(names, mockup.scene))}
                  scene={sceneLabel(names, mockup.scene)}
                  now={now}
                />
              ))}
            </ImageGrid>
            {mockups.length === MAX_DELETED_SHOWN ? (
              <p class="muted small">{words.newest(MAX_DELETED_SHOWN)}</p>
            ) : null}
            <DeletedBar />
          </>
        )}
      </Results>
    </Layout>
  )
}

function DeletedBar() {
  return (
    <BulkBar
      id={DELETED_FORM}
      action="/mockups/deleted"
      noun={mockupWords.noun}
      results="results"
      actions={[]}
    >
      <div class="cluster bulk-actions">
        <BulkQuestion
          name="forget"
          label={words.forGood}
          title={words.forGoodMany}
          selected={mockupWords.bulk.selected}
          button={
            <Button name="action" value="forget" variant="danger">
              {words.forGood}
            </Button>
          }
        >
          <p>{words.forGoodManyBody}</p>
        </BulkQuestion>
        <Button name="action" value="restore" variant="primary" size="small">
          {words.restore}
        </Button>
      </div>
    </BulkBar>
  )
}

type TileProps = { mockup: ShownDeleted; name: string; scene: string; now: number }

function DeletedTile({ mockup, name, scene, now }: TileProps) {
  const { id, title, thumbnail, width, height, deleted_at, deleted_by } = mockup
  return (
    <Tile
      id={elementId('deleted', id)}
      picture={{ src: thumbnail, alt: name, width, height, ratio: 'landscape', fit: 'cover' }}
      title={title}
      select={{ name: 'id', value: id, label: name, form: DELETED_FORM }}
      meta={
        <>
          {scene} · {words.deletedBy(deleted_by)} <TimeAgo at={deleted_at} now={now} />
        </>
      }
      actions={
        <>
          <ActionForm action={`/mockups/${id}/restore`} size="small" results="results" about={name}>
            {words.restore}
          </ActionForm>
          <ConfirmButton
            id={elementId('forget', id)}
            label={words.forGood}
            about={name}
            title={words.forGoodTitle(name)}
            action={`/mockups/${id}/forget`}
            size="small"
            variant="quiet"
            results="results"
          >
            <p>{words.forGoodBody}</p>
          </ConfirmButton>
        </>
      }
    />
  )
}
