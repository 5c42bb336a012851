import type { Connection } from './connection.ts'
import { createRender, type RenderAnswer, type RenderRequest } from './create-render.ts'
import { type Download, downloadResult } from './download-result.ts'
import { getTemplate } from './get-template.ts'
import {
  listTemplates,
  type Template,
  type TemplatePage,
  type TemplateQuery,
} from './list-templates.ts'
import { type ProbeAnswer, probe } from './probe.ts'

/** The vendor as the hub uses it, for one API key. */
export type DynamicMockups = {
  timeoutMs: number
  probe(): Promise<ProbeAnswer>
  createRender(request: RenderRequest): Promise<RenderAnswer>
  downloadResult(url: string): Promise<Download>
  getTemplate(uuid: string): Promise<Template>
  listTemplates(query: TemplateQuery): Promise<TemplatePage>
}

export function createDynamicMockups(connection: Connection): DynamicMockups {
  return {
    timeoutMs: connection.timeoutMs,
    probe: () => probe(connection),
    createRender: (request) => createRender(connection, request),
    downloadResult: (url) => downloadResult(connection, url),
    getTemplate: (uuid) => getTemplate(connection, uuid),
    listTemplates: (query) => listTemplates(connection, query),
  }
}
