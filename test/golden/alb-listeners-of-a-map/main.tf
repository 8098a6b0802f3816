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

variable "custom" {
  default = true
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

resource "aws_lb_listener" "l" {
  for_each = {
    http  = { port = 80, protocol = "HTTP", cert = false }
    https = { port = 443, protocol = "HTTPS", cert = true }
  }
  load_balancer_arn = aws_lb.web.arn
  port              = each.value.port
  protocol          = each.value.protocol
  certificate_arn   = each.value.cert ? aws_acm_certificate.far.arn : null
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "200"
    }
  }
}
