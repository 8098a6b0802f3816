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

module "lb" {
  source = "./lb"
}

resource "aws_acm_certificate" "big" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
  key_algorithm     = "RSA_4096"
}

resource "terraform_data" "p" {
  input = "TLS"
}

resource "aws_lb_listener" "tls" {
  load_balancer_arn = module.lb.arn
  port              = 443
  protocol          = terraform_data.p.output
  certificate_arn   = aws_acm_certificate.big.arn
  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/6d0ecf831eec9f09"
  }
}

resource "aws_lb_listener" "sure" {
  load_balancer_arn = module.lb.arn
  port              = 8443
  protocol          = "TLS"
  certificate_arn   = aws_acm_certificate.big.arn
  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/6d0ecf831eec9f09"
  }
}
