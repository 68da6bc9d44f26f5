/**
 * Configuration of an app that uses the simulated WeCom.
 *
 * @param {object} setup
 * @param {{ corpId: string, agentId: string, agentSecret: string }} setup.app from GET /simulator/app
 * @param {string} setup.wecomUrl address of the simulated WeCom
 * @param {string} setup.siteUrl public address of the app
 * @param {number} setup.port port of the app on 127.0.0.1
 * @param {string} setup.dataDir
 * @param {string} setup.sessionPassword
 * @returns {Record<string, string>}
 */
export function appEnvironment({ app, wecomUrl, siteUrl, port, dataDir, sessionPassword }) {
  return {
    HOST: '127.0.0.1',
    PORT: String(port),
    NUXT_SITE_URL: siteUrl,
    NUXT_WECOM_CORP_ID: app.corpId,
    NUXT_WECOM_AGENT_ID: app.agentId,
    NUXT_WECOM_AGENT_SECRET: app.agentSecret,
    NUXT_WECOM_API_BASE: wecomUrl,
    NUXT_WECOM_OAUTH_BASE: wecomUrl,
    NUXT_WECOM_SSO_BASE: wecomUrl,
    NUXT_WECHAT_API_BASE: wecomUrl,
    NUXT_SESSION_PASSWORD: sessionPassword,
    NUXT_DATA_DIR: dataDir,
    // Only calls for the page should reach WeCom: the simulator shows them, and tests count them.
    NUXT_IDENTITY_SYNC: 'off',
  }
}

/**
 * The caller's environment without NUXT_ variables: the app must not use the database or the secret of a real corp.
 *
 * @param {NodeJS.ProcessEnv} shell
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutAppVariables(shell) {
  return Object.fromEntries(Object.entries(shell).filter(([name]) => !name.startsWith('NUXT_')))
}
