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

variable "blue" {
  default = true
}

resource "aws_acm_certificate" "far" {
  provider          = aws.us_east_1
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

resource "aws_lb" "blue" {
  name    = "blue"
  subnets = ["subnet-0a1b2c3d4e5f60718", "subnet-0b1b2c3d4e5f60718"]
}

resource "aws_lb" "green" {
  name    = "green"
  subnets = ["subnet-0a1b2c3d4e5f60718", "subnet-0b1b2c3d4e5f60718"]
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = var.blue ? aws_lb.blue.arn : aws_lb.green.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate.far.arn
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "200"
    }
  }
}
