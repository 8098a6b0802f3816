provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "shop" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = startswith(aws_acm_certificate.shop.arn, "arn:aws:acm:eu") ? aws_acm_certificate.shop.arn : "arn:aws:acm:us-east-1:123456789012:certificate/7f3c1e52-9a8b-4c6d-8e1f-2a3b4c5d6e7f"
  }
}
