terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "more" {
  key_algorithm     = "RSA_4096"
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

resource "aws_lb_listener_certificate" "alb" {
  listener_arn    = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shared/50dc6c495c0c9188/f2f7dc8efc522ab2"
  certificate_arn = aws_acm_certificate.more.arn
}

resource "aws_lb_listener_certificate" "nlb" {
  listener_arn    = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/net/shared/50dc6c495c0c9188/f2f7dc8efc522ab2"
  certificate_arn = aws_acm_certificate.more.arn
}
