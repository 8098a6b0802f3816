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

data "aws_iam_policy_document" "both" {
  statement {
    actions   = ["elasticloadbalancing:*", "acm:ListCertificates"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "own" {
  for_each           = toset(["blue", "green"])
  name_prefix        = "own-${each.key}"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "own" {
  for_each = aws_iam_role.own
  role     = each.value.id
  policy   = data.aws_iam_policy_document.elb.json
}

# Each role is the argument of an instance of a module.
resource "aws_iam_role" "given" {
  for_each           = toset(["blue", "green"])
  name_prefix        = "given-${each.key}"
  assume_role_policy = local.trust
}

module "given" {
  source   = "./policy"
  for_each = aws_iam_role.given
  role     = each.value.name
  policy   = data.aws_iam_policy_document.both.json
}

# Each role is made by an instance of a module.
module "made" {
  source   = "./role"
  for_each = toset(["blue", "green"])
  trust    = local.trust
}

resource "aws_iam_role_policy" "made" {
  for_each = module.made
  role     = each.value.id
  policy   = data.aws_iam_policy_document.elb.json
}

# A module gives out all of its roles.
module "all" {
  source = "./roles"
  trust  = local.trust
}

resource "aws_iam_role_policy_attachment" "all" {
  for_each   = module.all.roles
  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
}
