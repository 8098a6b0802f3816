import type { JsonObject } from '../../../model/json.js';
import type { Value } from '../../../model/value.js';

/** What the functions of a template can read. */
export interface TemplateScope {
  readonly template: JsonObject;
  /** The value that the stack gives to a parameter, else the parameter's default. */
  parameter(name: string): Value<string>;
  /** `AWS::Region` and its like; undefined for a name that is none of them. */
  pseudoParameter(name: string): Value<string> | undefined;
  /** Whether a condition of the template holds. */
  condition(name: string): Value<boolean>;
}
