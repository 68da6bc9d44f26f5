/** The parameters of a page on which WeChat signs people in. */
export interface OauthUrlOptions {
  appId: string
  /** On a redirect domain of the app (网页授权域名, 授权回调域). */
  redirectUri: string
  /** Letters and digits, at most 128. */
  oauthState: string
}

/**
 * The page with the QR code, for a website.
 *
 * @param oauthBase such as https://open.weixin.qq.com
 */
export function qrConnectUrl(oauthBase: string, options: OauthUrlOptions): string {
  return `${oauthBase}/connect/qrconnect?${queryOf(options, 'snsapi_login')}#wechat_redirect`
}

/** The question on a page of an official account, inside WeChat. @param oauthBase as for `qrConnectUrl` */
export function askUserUrl(oauthBase: string, options: OauthUrlOptions): string {
  return `${oauthBase}/connect/oauth2/authorize?${queryOf(options, 'snsapi_userinfo')}#wechat_redirect`
}

/** WeChat checks the order of the parameters, too. */
function queryOf({ appId, redirectUri, oauthState }: OauthUrlOptions, scope: string): URLSearchParams {
  return new URLSearchParams({
    appid: appId, redirect_uri: redirectUri, response_type: 'code', scope, state: oauthState,
  })
}
