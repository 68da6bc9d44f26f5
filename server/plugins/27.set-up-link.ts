import { defineNitroPlugin } from 'nitropack/runtime'
import { useConfig } from '../services/config.ts'
import { useLog } from '../services/log.ts'
import { useServices } from '../services/services.ts'

/**
 * Before anybody can sign in, only someone who reads the output of the server can be told what is wrong. The link is
 * printed beside the log, not in it: logs are kept and copied.
 */
export default defineNitroPlugin(() => {
  printLink().catch((error: unknown) => useLog().warn({ error }, 'no set-up link: the store does not answer'))
})

async function printLink(): Promise<void> {
  const { setUpAccess } = useServices()
  if (!await setUpAccess.isOpen()) return
  const url = `${useConfig().siteOrigins[0]!}/auth/setup?link=${await setUpAccess.createLink()}`
  process.stderr.write(`wecom-sidebar: check the set-up in a browser (works once, for 15 minutes):\n  ${url}\n`)
}
