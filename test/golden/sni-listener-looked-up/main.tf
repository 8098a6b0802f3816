terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

resource "aws_acm_certificate" "site" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

resource "aws_acm_certificate" "far" {
  provider          = aws.us_east_1
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

data "aws_lb_listener" "shared" {
  arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shared/50dc6c495c0c9188/f2f7dc8efc522ab2"
}

resource "aws_lb_listener_certificate" "ok" {
  listener_arn    = data.aws_lb_listener.shared.arn
  certificate_arn = aws_acm_certificate.site.arn
}

resource "aws_lb_listener_certificate" "far" {
  listener_arn    = data.aws_lb_listener.shared.arn
  certificate_arn = aws_acm_certificate.far.arn
}
