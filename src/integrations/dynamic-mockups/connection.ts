import type { OpenOutbound, Outbound } from '../http.ts'
import type { TemplateCache } from './get-template.ts'

/** What every verb of the vendor's needs. `allows` tells whether a result link may be fetched. */
export type Connection = {
  outbound: Outbound
  openOutbound: OpenOutbound
  allows(url: string): boolean
  apiUrl: string
  apiKey: string
  timeoutMs: number
  templates: TemplateCache
  now(): number
}
