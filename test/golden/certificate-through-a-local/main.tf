provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "old" {
  domain_name       = "old.example.com"
  validation_method = "DNS"
  key_algorithm     = "RSA_2048"
}

resource "aws_acm_certificate" "new" {
  domain_name       = "new.example.com"
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"
}

locals {
  certificates = {
    old = aws_acm_certificate.old.arn
    new = aws_acm_certificate.new.arn
  }
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = local.certificates["old"]
  }
}
