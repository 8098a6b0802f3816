import { Agent as HttpsAgent } from 'node:https';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/** Connects through the proxy that HTTPS_PROXY names, save where NO_PROXY says otherwise; the AWS client reads neither. */
export class EnvironmentProxyAgent extends Agent {
  readonly #direct = new HttpsAgent({ maxSockets: 8 });

  override connect(_request: unknown, options: AgentConnectOpts) {
    const host = 'host' in options && typeof options.host === 'string' ? options.host : 'localhost';
    const proxy = getProxyForUrl(`https://${host}:${options.port ?? 443}`);
    return proxy === '' ? this.#direct : new HttpsProxyAgent(proxy);
  }
}
