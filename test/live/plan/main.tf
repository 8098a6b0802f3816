terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "frankfurt"
  region = "eu-central-1"
}

locals {
  acm = {
    8001 = "arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-000000002048"
    8002 = "arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-000000004096"
    8003 = "arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-00000000ec38"
    8004 = "arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-00000000dead"
    8005 = "arn:aws:acm:eu-west-1:210987654321:certificate/00000000-0000-0000-0000-000000002222"
    8006 = "arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-000000009e4d"
  }
}

resource "aws_elb" "web" {
  name               = "web"
  availability_zones = ["eu-west-1a"]

  dynamic "listener" {
    for_each = local.acm
    content {
      lb_port            = listener.key
      lb_protocol        = "https"
      instance_port      = 80
      instance_protocol  = "http"
      ssl_certificate_id = listener.value
    }
  }
}

resource "aws_elb" "mail" {
  name               = "mail"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 465
    lb_protocol        = "ssl"
    instance_port      = 25
    instance_protocol  = "tcp"
    ssl_certificate_id = "arn:aws:iam::123456789012:server-certificate/mail/site"
  }
}

resource "aws_elb" "frankfurt" {
  provider           = aws.frankfurt
  name               = "frankfurt"
  availability_zones = ["eu-central-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 80
    instance_protocol  = "http"
    ssl_certificate_id = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-00000000f2a0"
  }
}
