/** Queue → handler. */
export const consume: ExportedHandlerQueueHandler<Env> = async () => {}
