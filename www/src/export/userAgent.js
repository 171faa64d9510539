/** What the browser around the page cannot do, by its name; there is no other way to ask. */

/** WeChat (WeCom too) or QQ, whose browsers block downloads; not the QQ browser, which is one like others. */
export function isWeChat(ua) {
  return /MicroMessenger|\bQQ\//i.test(ua);
}

/** A page shown inside an app: Android's WebView, Alipay and DingTalk, and on iOS whatever is not Safari itself. */
export function isWebView(ua) {
  return isWeChat(ua) || /; wv\)|AliApp\(|DingTalk/i.test(ua) || (/iPhone|iPad|iPod/.test(ua) && !/Safari\//.test(ua));
}

/** Whether `window.print()` leads to paper: a WebView does not implement it. */
export function canPrint(ua) {
  return !isWebView(ua);
}

/** Whether a file can be saved: an app has to do that for its WebView, and cannot for what a page made itself. */
export function canDownload(ua) {
  return !isWebView(ua);
}
