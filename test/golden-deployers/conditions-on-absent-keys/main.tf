terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_elb" "web" {
  name               = "web"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 80
    instance_protocol  = "http"
    ssl_certificate_id = "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
  }
}

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::123456789012:root" } }]
  })
}

data "aws_iam_policy_document" "elb" {
  statement {
    actions   = ["elasticloadbalancing:*"]
    resources = ["*"]
  }
}

# A list of certificates has no domain names, so nothing is granted.
data "aws_iam_policy_document" "narrow" {
  source_policy_documents = [data.aws_iam_policy_document.elb.json]

  statement {
    sid       = "Ours"
    actions   = ["acm:*"]
    resources = ["*"]

    condition {
      test     = "ForAnyValue:StringLike"
      variable = "acm:DomainNames"
      values   = ["*.example.com"]
    }
  }
}

# It has no resource either, and so no tag of one that could deny it.
data "aws_iam_policy_document" "tagged" {
  source_policy_documents = [data.aws_iam_policy_document.elb.json]

  statement {
    actions   = ["acm:*"]
    resources = ["*"]
  }

  statement {
    sid       = "Production"
    effect    = "Deny"
    actions   = ["*"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/stage"
      values   = ["production"]
    }
  }
}

# A tag that has to be another one is another one where there is none.
data "aws_iam_policy_document" "untagged" {
  source_policy_documents = [data.aws_iam_policy_document.elb.json]

  statement {
    actions   = ["acm:*"]
    resources = ["*"]
  }

  statement {
    sid       = "Untagged"
    effect    = "Deny"
    actions   = ["acm:*"]
    resources = ["*"]

    condition {
      test     = "StringNotEquals"
      variable = "aws:ResourceTag/team"
      values   = ["web"]
    }
  }
}

resource "aws_iam_role" "deploy" {
  for_each = {
    narrow   = data.aws_iam_policy_document.narrow.json
    tagged   = data.aws_iam_policy_document.tagged.json
    untagged = data.aws_iam_policy_document.untagged.json
  }
  name               = each.key
  assume_role_policy = local.trust

  inline_policy {
    name   = "deploy"
    policy = each.value
  }
}
