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

resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "power" {
  name               = "power"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "ec2" {
  name               = "ec2"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "both" {
  name               = "both"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "boss" {
  name               = "boss"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "power" {
  role       = aws_iam_role.power.name
  policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
}

resource "aws_iam_role_policy_attachment" "ec2" {
  role       = aws_iam_role.ec2.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonEC2FullAccess"
}

resource "aws_iam_role_policy_attachment" "both_deploy" {
  role       = aws_iam_role.both.name
  policy_arn = "arn:aws:iam::aws:policy/ElasticLoadBalancingFullAccess"
}

resource "aws_iam_role_policy_attachment" "both_list" {
  role       = aws_iam_role.both.name
  policy_arn = "arn:aws:iam::aws:policy/AWSCertificateManagerReadOnly"
}

resource "aws_iam_role_policy_attachment" "boss_deploy" {
  role       = aws_iam_role.boss.name
  policy_arn = "arn:aws:iam::aws:policy/ElasticLoadBalancingFullAccess"
}

resource "aws_iam_role_policy_attachment" "boss_other" {
  role       = aws_iam_role.boss.name
  policy_arn = "arn:aws:iam::aws:policy/AWSSomethingNew"
}
