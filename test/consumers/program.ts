import { App, Aspects, TerraformResource, TerraformStack, Testing } from 'cdktf';
import { type CheckOptions, check, type Report, UnusableInput } from 'elbcert';
import { ClassicElbCertificates, type ClassicElbCertificatesOptions } from 'elbcert/cdktf';

/** What a consumer of the package is to see: of a plan, of what is no plan, and of a stack. */
export async function run(plan: string): Promise<string> {
  const options: CheckOptions = { inputs: [plan] };
  const report: Report = await check(options);
  const refused = await check({ inputs: [__filename] }).catch((error: unknown) => error instanceof UnusableInput);
  const seen = [`${report.summary.fail.error} errors`, `refused: ${refused}`, saidOf({ strict: true })];
  return seen.join('\n');
}

function saidOf(options: ClassicElbCertificatesOptions): string {
  const stack = new TerraformStack(new App({ outdir: __dirname }), 'site');
  const web = new TerraformResource(stack, 'web', { terraformResourceType: 'aws_elb' });
  web.addOverride('listener', [{ lb_port: 443, lb_protocol: 'https', instance_port: 80, instance_protocol: 'http' }]);
  Aspects.of(stack).add(new ClassicElbCertificates(options));
  try {
    Testing.fullSynth(stack);
    return 'nothing';
  } catch (error) {
    return String(error).split('\n')[1] ?? '';
  }
}
