/**
 * Environment of an app that uses the simulated WeCom. NUXT_ variables of the caller's shell are left out: the app must
 * not use the database or the secret of a real corp.
 *
 * @param {NodeJS.ProcessEnv} shell the caller's environment
 * @param {object} setup
 * @param {{ corpId: string, agentId: string, agentSecret: string }} setup.app from GET /simulator/app
 * @param {number} setup.wecomPort
 * @param {number} setup.proxyPort
 * @param {number} setup.appPort
 * @param {string} setup.dataDir
 * @param {string} setup.sessionPassword
 * @returns {NodeJS.ProcessEnv}
 */
export function appEnvironment(shell, { app, wecomPort, proxyPort, appPort, dataDir, sessionPassword }) {
  const wecom = `http://localhost:${wecomPort}`
  return {
    ...Object.fromEntries(Object.entries(shell).filter(([name]) => !name.startsWith('NUXT_'))),
    HOST: '127.0.0.1',
    PORT: String(appPort),
    NUXT_SITE_URL: `http://localhost:${proxyPort}`,
    NUXT_WECOM_CORP_ID: app.corpId,
    NUXT_WECOM_AGENT_ID: app.agentId,
    NUXT_WECOM_AGENT_SECRET: app.agentSecret,
    NUXT_WECOM_API_BASE: wecom,
    NUXT_WECOM_OAUTH_BASE: wecom,
    NUXT_WECOM_SSO_BASE: wecom,
    NUXT_WECHAT_API_BASE: wecom,
    NUXT_SESSION_PASSWORD: sessionPassword,
    NUXT_DATA_DIR: dataDir,
    // The sales manager of the simulated company. As this member, the page shows what only admins see.
    NUXT_ADMIN_USER_IDS: 'chenzhiyuan',
    // The simulator's log should show only the calls of the page.
    NUXT_IDENTITY_SYNC: 'off',
  }
}
