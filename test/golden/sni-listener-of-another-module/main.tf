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

resource "aws_lb" "web" {
  name    = "web"
  subnets = ["subnet-0a1b2c3d4e5f60718", "subnet-0b1b2c3d4e5f60718"]
}

module "listener" {
  source            = "./listener"
  load_balancer_arn = aws_lb.web.arn
  certificate_arn   = aws_acm_certificate.site.arn
}

resource "aws_lb_listener_certificate" "far" {
  listener_arn    = module.listener.arn
  certificate_arn = aws_acm_certificate.far.arn
}

resource "aws_lb_listener_certificate" "ok" {
  listener_arn    = module.listener.arn
  certificate_arn = aws_acm_certificate.site.arn
}
