import { api } from './api.ts'
import type { TestUser } from './create-user.ts'

/** Uploads an artwork as a program would. */
export function upload(
  user: TestUser,
  bytes: Uint8Array<ArrayBuffer>,
  { name = 'artwork.png', type = 'image/png', ...fields }: Record<string, string> = {},
): Promise<Response> {
  const form = new FormData()
  form.set('file', new File([bytes], name, { type }))
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  return api(user, 'POST', '/api/assets', form)
}
