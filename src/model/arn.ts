/** The parts of an Amazon Resource Name. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty for a global service such as IAM. */
  readonly region: string;
  /** Empty where the ARN has none. */
  readonly account: string;
  readonly resource: string;
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function parseArn(text: string): Arn | undefined {
  const [arn, partition = '', service = '', region = '', account = '', ...resource] = text.split(':');
  if (arn !== 'arn' || resource.length === 0 || !/^aws[a-z-]*$/.test(partition)) return undefined;
  return { partition, service, region, account, resource: resource.join(':') };
}

/** True for text of a Region's shape: `eu-west-1`, `us-gov-west-1`, `eusc-de-east-1`. */
export function isRegion(text: string): boolean {
  return /^[a-z]{2,8}(?:-[a-z]{2,10}){1,3}-\d{1,2}$/.test(text);
}

/** Partitions by the Region prefixes that belong to them; every other Region is in `aws`. Source: botocore's partitions.json */
const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

export function partitionOf(region: string): string {
  return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

/**
 * The Region of an Availability Zone, Local Zone or Wavelength Zone: `us-west-2a`, `us-west-2-lax-1a`.
 * Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-local-zones.html
 */
export function regionOfZone(zone: string): string | undefined {
  const region =
    /^([a-z]{2,8}(?:-[a-z]+)+?-\d{1,2})(?:(?:-wl\d?)?-[a-z]{3}(?:-[a-z]+)?-?\d*)?[a-z]$/.exec(zone)?.[1] ??
    /^([a-z]{2,8}(?:-[a-z]+)+?-\d{1,2})/.exec(zone)?.[1];
  return region !== undefined && isRegion(region) ? region : undefined;
}
