import type { SceneHealth } from '../../domain/templates/scene-health.ts'
import { FieldRow } from '../components/form.tsx'
import { SearchedSelect } from '../components/searched-select.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { Thumb } from '../components/thumb.tsx'
import { HealthBadge } from './health-badge.tsx'
import type { SceneFieldOf } from './placement-fields.tsx'
import { sceneFormWords as words } from './words.ts'

/** The templates of the account to choose from, and the one that is chosen now. */
export type TemplateChoice = {
  offered: readonly { id: string; name: string; layers: readonly unknown[] }[]
  /** There are more than are offered: others are found by searching. */
  isCut: boolean
  search: string | undefined
  /** The page with the form, and where the whole form goes to be shown again. */
  href: string
  formaction: string
  chosen: (SceneHealth & { name: string; picture: string | null }) | undefined
}

type Props = { field: SceneFieldOf; choice: TemplateChoice }

/** Around what a change of the form may change: the answer swaps it. */
export const CHOSEN_TEMPLATE = 'scene-template'

/** The template of a scene, by its name where the account's are known, and by its id always. */
export function TemplateField({ field, choice }: Props) {
  return (
    <>
      <FieldRow>
        {choice.offered.length > 0 ? <ByName {...{ field, choice }} /> : <ById {...{ field }} />}
      </FieldRow>
      <Chosen chosen={choice.chosen} />
    </>
  )
}

function ById({ field }: Pick<Props, 'field'>) {
  return (
    <TextField
      {...field('dm_template_id')}
      hint={words.templateById}
      required
      maxlength={100}
      spellcheck={false}
    />
  )
}

/** `template_shown` says which of both was changed: that one counts. */
function ByName({ field, choice }: Props) {
  const { offered, isCut, search, href, formaction } = choice
  const { scope, value, ...id } = field('dm_template_id')
  const shown = offered.find((one) => one.id === value)?.id ?? ''
  const select = {
    name: 'template',
    label: words.template,
    scope,
    value: shown,
    emptyLabel: words.otherTemplate,
    options: offered.map(({ id, name, layers }) => ({
      value: id,
      label: layers.length === 0 ? words.noSmartObject(name) : name,
    })),
  }
  return (
    <>
      <input type="hidden" name="template_shown" value={shown} />
      {isCut || search ? (
        <SearchedSelect
          {...select}
          searchName="template_search"
          searchLabel={words.searchTemplates}
          listed={words.firstListed}
          search={{ text: search, href, formaction }}
        />
      ) : (
        <Select {...select} />
      )}
      <TextField
        {...id}
        scope={scope}
        value={shown ? '' : value}
        hint={words.onlyUnlisted}
        optional
        maxlength={100}
        spellcheck={false}
      />
    </>
  )
}

function Chosen({ chosen }: Pick<TemplateChoice, 'chosen'>) {
  if (!chosen) return <div id={CHOSEN_TEMPLATE} hidden />
  const { name, picture, health, reason } = chosen
  return (
    <div class="cluster" id={CHOSEN_TEMPLATE}>
      <Thumb src={picture} alt="" size="small" ratio="landscape" fit="cover" placeholder="scene" />
      <span>{name}</span>
      <HealthBadge health={health} />
      {reason ? <p class="small">{reason}</p> : null}
    </div>
  )
}
