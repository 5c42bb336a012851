import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { checkPort } from './check-port.ts'
import { readSettings } from './settings.ts'
import { readCrons } from './wrangler-toml.ts'

it('runs on 8787 and 8788 unless the variables say otherwise', () => {
  expect(readSettings({})).toMatchObject({ hubPort: 8787, sandboxPort: 8788 })
  expect(readSettings({ HUB_PORT: '1234' })).toMatchObject({ hubUrl: 'http://localhost:1234' })
})

it('says which variable is wrong', () => {
  expect(() => readSettings({ HUB_PORT: 'abc' })).toThrow('HUB_PORT must be a port number')
  expect(() => readSettings({ SANDBOX_PORT: '70000' })).toThrow('SANDBOX_PORT must be 65535')
  expect(() => readSettings({ HUB_PORT: '1', SANDBOX_PORT: '1' })).toThrow('must differ')
})

it('keeps everything in one folder when one is given', () => {
  const { hubStateDir, sandboxStateDir, demoDir, devVarsFile } = readSettings({
    HUB_STATE_DIR: '/tmp/elsewhere',
  })
  for (const path of [hubStateDir, sandboxStateDir, demoDir, devVarsFile]) {
    expect(path.startsWith('/tmp/elsewhere')).toBe(true)
  }
})

it('names the port that is taken, and the variable that changes it', async () => {
  const server = createServer()
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(Number(Object(server.address()).port)))
  })
  const checked = checkPort(port, 'HUB_PORT', 'hub')
  await expect(checked).rejects.toThrow(new RegExp(`Port ${port}, .*[\\s\\S]*HUB_PORT=`))
  await new Promise((resolve) => server.close(resolve))
  await expect(checkPort(port, 'HUB_PORT', 'hub')).resolves.toBeUndefined()
})

it('reads the cron expressions of the Worker', () => {
  expect(readCrons()).toContain('* * * * *')
})
