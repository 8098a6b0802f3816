declare module 'proxy-from-env' {
  /** The proxy that HTTPS_PROXY and NO_PROXY name for an address; empty where there is none. */
  export function getProxyForUrl(url: string): string;
}
