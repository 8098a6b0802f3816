/** Where a partition keeps IAM. Source: botocore's partitions.json */
const HOMES: Readonly<Record<string, string>> = {
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-south-1',
  'aws-eusc': 'eusc-de-east-1',
};

/** A Region that every account of the partition has. */
export function homeRegion(partition: string): string {
  return Object.hasOwn(HOMES, partition) ? (HOMES[partition] ?? 'us-east-1') : 'us-east-1';
}
