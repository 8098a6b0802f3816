terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

locals {
  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::123456789012:root" }
    }]
  })
}

resource "aws_iam_role" "deploy" {
  name_prefix        = "deploy-"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "other" {
  name_prefix        = "other-"
  assume_role_policy = local.trust
}

resource "aws_iam_policy" "deploy" {
  name_prefix = "deploy-"
  policy      = data.aws_iam_policy_document.deploy.json
}

resource "aws_iam_role_policy_attachment" "deploy" {
  role       = aws_iam_role.deploy.name
  policy_arn = aws_iam_policy.deploy.arn
}

data "aws_iam_policy_document" "deploy" {
  statement {
    actions   = ["elasticloadbalancing:*"]
    resources = ["*"]
  }
}
