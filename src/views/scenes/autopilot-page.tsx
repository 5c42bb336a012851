import type { SceneStanding } from '../../domain/autopilot/scene-standing.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox } from '../components/choice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Stat, StatRow } from '../components/stat.tsx'
import { TextField } from '../components/text-field.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { sceneWords, autopilotWords as words } from './words.ts'

/** As they were typed: a rate in percent. */
export type AutopilotValues = { auto_approve: boolean; min_rate: string; sample_every: string }

type Props = {
  frame: PageFrame
  sceneKey: string
  name: string
  standing: SceneStanding
  values: AutopilotValues
  errors?: Readonly<Record<string, string>> | undefined
  now: number
}

/** How a scene has fared with people, and whether its mockups are approved without them. */
export function SceneAutopilotPage(props: Props) {
  const { frame, sceneKey, name, standing, values, errors = {}, now } = props
  const summary = Object.entries(errors).map(([field, message]) => ({ name: field, message }))
  const fellBackAt = standing.autopilot?.fell_back_at
  return (
    <Layout {...frame} title={words.title(name)} current="/scenes">
      <PageHeader
        title={words.title(name)}
        lead={words.lead}
        back={{ href: '/scenes', label: sceneWords.title }}
      />
      {fellBackAt ? (
        <Notice tone="amber" title={words.fellBack}>
          <p>
            {words.fellBackText} <TimeAgo at={fellBackAt} now={now} />
          </p>
        </Notice>
      ) : null}
      <StatRow>
        <Stat label={words.decided} value={standing.decided} note={words.ofLast} />
        <Stat label={words.approved} value={standing.approved} />
        <Stat label={words.rate} value={rateOf(standing)} />
      </StatRow>
      <Card>
        <Form action={`/scenes/${sceneKey}/autopilot`} label={words.form} warnUnsaved>
          <ErrorSummary errors={summary} />
          <Checkbox
            name="auto_approve"
            label={words.autoApprove}
            hint={words.autoApproveHint}
            checked={values.auto_approve}
            error={errors.auto_approve}
          />
          <FieldRow>
            <TextField
              name="min_rate"
              label={words.minRate}
              hint={words.minRateHint}
              value={values.min_rate}
              error={errors.min_rate}
              inputmode="decimal"
              suffix="%"
              short
            />
            <TextField
              name="sample_every"
              label={words.sampleEvery}
              hint={words.sampleEveryHint}
              value={values.sample_every}
              error={errors.sample_every}
              inputmode="numeric"
              short
            />
          </FieldRow>
          <FormActions>
            <Button variant="primary">{words.save}</Button>
            <ButtonLink href="/scenes" variant="quiet">
              {words.cancel}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </Layout>
  )
}

function rateOf({ decided, approved }: SceneStanding): string {
  return decided === 0 ? words.unknown : `${Math.round((100 * approved) / decided)}%`
}
