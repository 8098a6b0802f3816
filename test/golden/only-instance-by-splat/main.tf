provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "site" {
  count             = 1
  domain_name       = "site.example.com"
  validation_method = "DNS"
  key_algorithm     = "EC_secp384r1"
}

resource "aws_elb" "site" {
  name               = "site"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = one(aws_acm_certificate.site[*].arn)
  }
}
