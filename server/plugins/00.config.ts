import { defineNitroPlugin } from 'nitropack/runtime'
import { setUpProblems } from '../services/config.ts'
import { useServices } from '../services/services.ts'

/**
 * Stops the boot on a wrong configuration, synchronously: an async plugin that throws only logs, and the server would go
 * on answering with errors.
 */
export default defineNitroPlugin(() => {
  try {
    useServices()
  }
  catch (error) {
    const lines = setUpProblems(error)
    process.stderr.write(`wecom-sidebar cannot start:\n${lines.map(line => `  - ${line}\n`).join('')}`)
    process.exit(1)
  }
})
