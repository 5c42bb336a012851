import type { Connection } from './connection.ts'
import { createRender, type RenderAnswer, type RenderRequest } from './create-render.ts'
import { type Download, downloadResult } from './download-result.ts'
import { getTemplate } from './get-template.ts'
import {
  listTemplates,
  readTemplates,
  type Template,
  type TemplatePage,
  type TemplateQuery,
  type TemplateReading,
} from './list-templates.ts'
import { type ProbeAnswer, probe } from './probe.ts'

/** The vendor as the hub uses it, for one API key. */
export type DynamicMockups = {
  timeoutMs: number
  probe(): Promise<ProbeAnswer>
  createRender(request: RenderRequest): Promise<RenderAnswer>
  downloadResult(url: string): Promise<Download>
  /** `fresh`: as it is at the vendor now, not as it was kept. */
  getTemplate(uuid: string, options?: { fresh?: boolean }): Promise<Template>
  /** A page of the account's templates. */
  listTemplates(query: TemplateQuery): Promise<TemplatePage>
  /** All of them, with what was left out. */
  readTemplates(): Promise<TemplateReading>
}

export function createDynamicMockups(connection: Connection): DynamicMockups {
  return {
    timeoutMs: connection.timeoutMs,
    probe: () => probe(connection),
    createRender: (request) => createRender(connection, request),
    downloadResult: (url) => downloadResult(connection, url),
    getTemplate: (uuid, options) => getTemplate(connection, uuid, options),
    listTemplates: (query) => listTemplates(connection, query),
    readTemplates: () => readTemplates(connection),
  }
}
