terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

resource "aws_acm_certificate" "far" {
  provider          = aws.us_east_1
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

resource "aws_lb_listener_certificate" "ok" {
  listener_arn    = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shared/50dc6c495c0c9188/f2f7dc8efc522ab2"
  certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/8e6a1f0c-3b5d-4c2e-9f71-0a1b2c3d4e5f"
}

resource "aws_lb_listener_certificate" "far" {
  listener_arn    = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shared/50dc6c495c0c9188/f2f7dc8efc522ab2"
  certificate_arn = aws_acm_certificate.far.arn
}
