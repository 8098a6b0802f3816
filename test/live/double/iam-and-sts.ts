import type { Account } from './account.js';
import { escapeXml, queryAnswer, type WireAnswer, type WireError } from './answer.js';
import type { Call } from './call.js';

/** IAM: the certificates of the account, and what a role may do. */
export function iam(account: Account, call: Call): WireAnswer | WireError {
  switch (call.action) {
    case 'GetServerCertificate':
      return getServerCertificate(account, String(call.input['ServerCertificateName']));
    case 'SimulatePrincipalPolicy':
      return simulate(account, call.input);
    default:
      return { status: 400, code: 'InvalidAction', message: call.action };
  }
}

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServerCertificate.html */
function getServerCertificate(account: Account, name: string): WireAnswer | WireError {
  const found = account.serverCertificates?.find(({ arn }) => arn.split('/').at(-1) === name);
  if (found === undefined) {
    return { status: 404, code: 'NoSuchEntity', message: `The Server Certificate with name ${name} cannot be found.` };
  }
  const path = found.arn.split('server-certificate')[1]?.slice(0, -name.length) ?? '/';
  const metadata = `<ServerCertificateName>${name}</ServerCertificateName><Path>${path}</Path><Arn>${found.arn}</Arn><ServerCertificateId>ASCACKCEVSQ6CEXAMPLE3</ServerCertificateId><UploadDate>2026-01-01T00:00:00Z</UploadDate><Expiration>2012-05-08T01:02:03Z</Expiration>`;
  const body = escapeXml(found.body);
  const certificate = `<ServerCertificate><ServerCertificateMetadata>${metadata}</ServerCertificateMetadata><CertificateBody>${body}</CertificateBody></ServerCertificate>`;
  return queryAnswer('iam', 'GetServerCertificate', certificate);
}

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
function simulate(account: Account, input: Call['input']): WireAnswer | WireError {
  const role = String(input['PolicySourceArn']);
  const action = String(input['ActionNames.member.1']);
  const region = input['ContextEntries.member.1.ContextKeyValues.member.1'];
  const result = account.simulate?.(role, String(region));
  if (result === undefined) return { status: 404, code: 'NoSuchEntity', message: `The role ${role} cannot be found.` };
  const missing = (result.missing ?? []).map((key) => `<member>${key}</member>`).join('');
  const member = `<member><EvalActionName>${action}</EvalActionName><EvalResourceName>*</EvalResourceName><EvalDecision>${result.decision}</EvalDecision><MissingContextValues>${missing}</MissingContextValues><MatchedStatements/></member>`;
  return queryAnswer(
    'iam',
    'SimulatePrincipalPolicy',
    `<EvaluationResults>${member}</EvaluationResults><IsTruncated>false</IsTruncated>`,
  );
}

/** Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function sts(account: Account, call: Call): WireAnswer | WireError {
  if (call.action !== 'GetCallerIdentity') return { status: 400, code: 'InvalidAction', message: call.action };
  const { id, callerArn } = account;
  return queryAnswer(
    'sts',
    'GetCallerIdentity',
    `<Arn>${callerArn}</Arn><UserId>AROAEXAMPLEID:build</UserId><Account>${id}</Account>`,
  );
}
