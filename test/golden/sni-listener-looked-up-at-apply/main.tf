terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_lb" "web" {
  name    = "web"
  subnets = ["subnet-0a1b2c3d4e5f60718", "subnet-0b1b2c3d4e5f60718"]
}

resource "aws_acm_certificate" "site" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

resource "aws_acm_certificate" "big" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
  key_algorithm     = "RSA_4096"
}

data "aws_lb_listener" "later" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
}

resource "aws_lb_listener_certificate" "ok" {
  listener_arn    = data.aws_lb_listener.later.arn
  certificate_arn = aws_acm_certificate.site.arn
}

resource "aws_lb_listener_certificate" "big" {
  listener_arn    = data.aws_lb_listener.later.arn
  certificate_arn = aws_acm_certificate.big.arn
}
