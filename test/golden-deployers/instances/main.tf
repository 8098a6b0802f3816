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

resource "aws_elb" "web" {
  name               = "web-lb"
  availability_zones = ["us-east-1a"]

  listener {
    instance_port      = 80
    instance_protocol  = "http"
    lb_port            = 443
    lb_protocol        = "https"
    ssl_certificate_id = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
  }
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
  for_each           = toset(["blue", "green"])
  name               = "deploy-${each.key}"
  assume_role_policy = local.trust
}

resource "aws_iam_policy" "deploy" {
  for_each = toset(["blue", "green"])
  name     = "deploy-${each.key}"
  policy   = data.aws_iam_policy_document.deploy[each.key].json
}

resource "aws_iam_role_policy_attachment" "deploy" {
  for_each   = toset(["blue", "green"])
  role       = aws_iam_role.deploy[each.key].name
  policy_arn = aws_iam_policy.deploy[each.key].arn
}

data "aws_iam_policy_document" "deploy" {
  for_each = toset(["blue", "green"])

  statement {
    actions   = concat(["elasticloadbalancing:*"], each.key == "blue" ? ["acm:List*"] : [])
    resources = ["*"]
  }
}
