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
  name                 = "deploy"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.limit.arn
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.deploy.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_policy" "limit" {
  name   = "limit"
  policy = data.aws_iam_policy_document.limit.json
}

data "aws_iam_policy_document" "limit" {
  statement {
    actions   = ["elasticloadbalancing:*", "ec2:*"]
    resources = ["*"]
  }
}
