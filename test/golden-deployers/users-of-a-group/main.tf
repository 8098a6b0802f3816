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

resource "aws_iam_group" "deployers" {
  name = "deployers"
}

resource "aws_iam_group_policy" "deploy" {
  name   = "deploy"
  group  = aws_iam_group.deployers.name
  policy = data.aws_iam_policy_document.deploy.json
}

resource "aws_iam_user" "ada" {
  name = "ada"
}

resource "aws_iam_user" "bob" {
  name = "bob"
}

resource "aws_iam_user_policy" "list" {
  name   = "list"
  user   = aws_iam_user.ada.name
  policy = data.aws_iam_policy_document.list.json
}

data "aws_iam_policy_document" "deploy" {
  statement {
    actions   = ["elasticloadbalancing:*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "list" {
  statement {
    actions   = ["acm:ListCertificates"]
    resources = ["*"]
  }
}

resource "aws_iam_user_group_membership" "ada" {
  user   = aws_iam_user.ada.name
  groups = [aws_iam_group.deployers.name]
}

resource "aws_iam_group_membership" "deployers" {
  name  = "deployers"
  group = aws_iam_group.deployers.name
  users = [aws_iam_user.bob.name]
}
