/** `cloudflare:workers` for plain Node: all that the product takes of it is the objects' base. */
export class DurableObject<Environment> {
  protected readonly ctx: DurableObjectState
  protected readonly env: Environment

  constructor(ctx: DurableObjectState, env: Environment) {
    this.ctx = ctx
    this.env = env
  }
}
