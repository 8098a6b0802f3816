provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "shop" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"
}

module "elb" {
  source = "./elb"

  listeners = [
    {
      lb_port           = 80
      lb_protocol       = "http"
      instance_port     = 8080
      instance_protocol = "http"
    },
    {
      lb_port            = 443
      lb_protocol        = "https"
      instance_port      = 8080
      instance_protocol  = "http"
      ssl_certificate_id = aws_acm_certificate.shop.arn
    },
  ]
}
