provider "aws" {
  region = "eu-west-1"
}

variable "modern" {
  type    = bool
  default = true
}

resource "aws_acm_certificate" "modern" {
  domain_name       = "modern.example.com"
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"
}

resource "aws_acm_certificate" "large" {
  domain_name       = "large.example.com"
  validation_method = "DNS"
  key_algorithm     = "RSA_4096"
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = var.modern ? aws_acm_certificate.modern.arn : aws_acm_certificate.large.arn
  }
}
