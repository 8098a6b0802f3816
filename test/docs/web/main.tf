provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

variable "edge" {
  type    = bool
  default = true
}

resource "aws_acm_certificate" "edge" {
  provider          = aws.us_east_1
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

resource "aws_acm_certificate" "regional" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

locals {
  certificate = var.edge ? aws_acm_certificate.edge.arn : aws_acm_certificate.regional.arn
}

resource "aws_elb" "web" {
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 80
    instance_protocol  = "http"
    ssl_certificate_id = local.certificate
  }
}
