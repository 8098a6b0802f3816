terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "terraform_data" "t" {
  input = "application"
}

resource "aws_acm_certificate" "ec" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"
}

resource "aws_acm_certificate" "big" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
  key_algorithm     = "RSA_4096"
}

resource "aws_lb" "web" {
  name               = "web"
  load_balancer_type = terraform_data.t.output
  subnets            = ["subnet-0a1b2c3d4e5f60718", "subnet-0b1b2c3d4e5f60718"]
}

resource "terraform_data" "p" {
  input = "HTTPS"
}

resource "aws_lb_listener" "ec" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = terraform_data.p.output
  certificate_arn   = aws_acm_certificate.ec.arn
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "200"
    }
  }
}

resource "aws_lb_listener" "big" {
  load_balancer_arn = aws_lb.web.arn
  port              = 8443
  protocol          = terraform_data.p.output
  certificate_arn   = aws_acm_certificate.big.arn
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "200"
    }
  }
}
