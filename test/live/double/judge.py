"""Makes the calls that elbcert makes with AWS's own client for Python, and prints what that reads from the answers.

Each answer is held against the service's published model by botocore; members that the model does not know are listed.
"""
import json
import sys

import boto3
import botocore
from botocore.config import Config
from botocore.exceptions import ClientError

url, arn, name, role = sys.argv[1:5]
once = Config(retries={"max_attempts": 1})


def client(service, region="eu-west-1"):
    return boto3.client(service, region_name=region, endpoint_url=url, config=once)


def attempt(call, **arguments):
    try:
        answer = call(**arguments)
    except ClientError as error:
        return {"error": error.response["Error"]["Code"], "status": error.response["ResponseMetadata"]["HTTPStatusCode"]}
    answer.pop("ResponseMetadata")
    return answer


def unknown_members(service, operation, document):
    """Names in a raw answer that the service's model has no member of."""
    shape = client(service).meta.service_model.operation_model(operation).output_shape
    found = []

    def walk(value, shape, path):
        if shape.type_name == "structure" and isinstance(value, dict):
            for key, inner in value.items():
                if key in shape.members:
                    walk(inner, shape.members[key], f"{path}.{key}")
                else:
                    found.append(f"{path}.{key}")
        elif shape.type_name == "list" and isinstance(value, list):
            for inner in value:
                walk(inner, shape.member, path)

    walk(document, shape, operation)
    return found


raw = []


def keep_raw(http_response, parsed, model, **_):
    if http_response.status_code == 200:
        raw.append((model.name, json.loads(http_response.content)))


acm = client("acm")
acm.meta.events.register("after-call.acm.*", keep_raw)
iam = client("iam")
key_types = ["RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"]
pages = acm.get_paginator("list_certificates").paginate(
    Includes={"keyTypes": key_types}, PaginationConfig={"PageSize": 2}
)
told = {
    "version": botocore.__version__,
    "caller": attempt(client("sts").get_caller_identity),
    "default": attempt(acm.list_certificates),
    "pages": [[entry["CertificateArn"] for entry in page["CertificateSummaryList"]] for page in pages],
    "listed": attempt(acm.list_certificates, Includes={"keyTypes": key_types}),
    "described": attempt(acm.describe_certificate, CertificateArn=arn),
    "missing": attempt(acm.describe_certificate, CertificateArn=arn[:-1] + "f"),
    "badToken": attempt(acm.list_certificates, NextToken="no token"),
    "server": attempt(iam.get_server_certificate, ServerCertificateName=name),
    "noServer": attempt(iam.get_server_certificate, ServerCertificateName="none"),
    "simulated": attempt(
        iam.simulate_principal_policy,
        PolicySourceArn=role,
        ActionNames=["acm:ListCertificates"],
        ContextEntries=[
            {"ContextKeyName": "aws:RequestedRegion", "ContextKeyType": "string", "ContextKeyValues": ["eu-west-1"]}
        ],
    ),
}
told["rawAnswers"] = len(raw)
told["unknownMembers"] = sorted({name for operation, document in raw for name in unknown_members("acm", operation, document)})
print(json.dumps(told, default=str))
