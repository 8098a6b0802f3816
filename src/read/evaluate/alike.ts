import { isObject, type Json } from '../../model/json.js';

/**
 * Whether a value that is written may be planned as another: equal but for what providers change in a value (case, white
 * space, order, the layout of JSON, "" for nothing), or left to the provider, which null and an empty list are.
 * Source: https://developer.hashicorp.com/terraform/plugin/framework/handling-data/attributes#computed
 */
export function isAlike(one: Json, other: Json): boolean {
  if (one === null || (Array.isArray(one) && one.length === 0)) return true;
  if (isEmpty(one) || isEmpty(other)) return isEmpty(one) && isEmpty(other);
  if (Array.isArray(one) && Array.isArray(other))
    return one.length !== other.length || one.every((item) => other.some((twin) => isAlike(item, twin)));
  if (isObject(one) && isObject(other))
    return Object.entries(one).every(
      ([name, value]) => !Object.hasOwn(other, name) || isAlike(value, other[name] ?? null),
    );
  if (typeof one === 'object' || typeof other === 'object') return true;
  return canonical(String(one)) === canonical(String(other));
}

function isEmpty(value: Json): boolean {
  return (
    value === null || value === '' || value === false || value === 0 || (Array.isArray(value) && value.length === 0)
  );
}

function canonical(text: string): string {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object') return 'json';
  } catch {
    // Not JSON.
  }
  return text.trim().toLowerCase().replace(/\.$/, '');
}
