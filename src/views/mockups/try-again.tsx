import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import { ActionForm } from '../components/action-form.tsx'
import type { ButtonSize, ButtonVariant } from '../components/button.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { elementId } from '../components/field-id.ts'
import { mockupWords } from './words.ts'

const words = mockupWords.tryAgain

export type TryAgainProps = {
  mockup: MockupView['mockup']
  label?: string
  variant?: ButtonVariant
  size?: ButtonSize
  /** Where to go afterwards, as the URL has it. */
  back?: 'run'
}

/** Tries a failed mockup again; where a credit is spent already, spending another is asked first. */
export function TryAgain({ mockup, label = words.label, variant, size, back }: TryAgainProps) {
  const action = `/mockups/${mockup.id}/retry`
  const values = back ? { back } : undefined
  if (mockup.failure_code !== 'lost' || mockup.credits_used === 0) {
    return (
      <ActionForm action={action} values={values} variant={variant} size={size} icon="retry">
        {label}
      </ActionForm>
    )
  }
  return (
    <ConfirmButton
      id={elementId('pay-again', mockup.id)}
      label={words.payAgain}
      title={words.title}
      action={action}
      values={values}
      confirmLabel={words.confirm}
      confirmVariant="primary"
      size={size}
      icon="retry"
    >
      <p>{words.body}</p>
    </ConfirmButton>
  )
}
