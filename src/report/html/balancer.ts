import { chainsOf } from '../chain.js';
import { findingsOf, type ListenerGroup, type LoadBalancerGroup } from '../grouped.js';
import { plural } from '../plural.js';
import { show } from '../show.js';
import { standingOf } from '../standing.js';
import { type ChainContext, chainRow, isElsewhere } from './chain-row.js';
import { type FindingContext, findingList } from './findings.js';
import { breakable, type Markup, markup, nothing } from './markup.js';

export interface BalancerContext extends ChainContext, FindingContext {
  /** The next number for an anchor on the page. */
  readonly nextId: () => number;
}

/** A load balancer with the ways from each of its listeners, and the anchors of those. */
export interface DrawnBalancer {
  readonly markup: Markup;
  readonly listeners: readonly { readonly id: string; readonly group: ListenerGroup }[];
}

export function drawBalancer(group: LoadBalancerGroup, context: BalancerContext): DrawnBalancer {
  const listeners = group.listeners.map((listener) => ({ id: `l${context.nextId()}`, group: listener }));
  const passed = findingsOf(group).filter(({ outcome }) => outcome === 'pass').length;
  const name = group.facts?.name;
  const details = [
    group.facts?.type ?? '',
    name !== undefined && name.kind === 'known' ? `“${show(name)}”` : '',
    group.facts?.action ?? '',
  ].filter(Boolean);
  const construct =
    group.constructPath === null
      ? nothing
      : markup`<span class="more">construct <code>${group.constructPath}</code></span>`;
  return {
    listeners,
    markup: markup`<article class="balancer">
<div class="stem"><div class="node"><span class="name">${breakable(group.address)}</span><span class="more">${details.join(' · ')}</span>${construct}<span class="more">${plural(passed, 'check')} passed</span></div></div>
<ol class="listeners">${listeners.map(({ id, group: listener }) => listenerItem(id, listener, context))}</ol>
</article>
`,
  };
}

function listenerItem(id: string, group: ListenerGroup, context: BalancerContext): Markup {
  const chains = chainsOf(group);
  const drops = chains.slice(0, 1).some(isElsewhere);
  return markup`<li class="listener${drops ? ' drops' : ''}" id="${id}" data-standing="${standingOf(group.findings)}"><span class="trunk"></span>${chains.map((chain) => chainRow(chain, context))}${findingList(group.findings, group.facts, context)}</li>`;
}
