provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "shop" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
}

module "elb" {
  source = "./elb"

  listeners = [
    {
      lb_port            = 443
      lb_protocol        = "https"
      instance_port      = 8080
      instance_protocol  = "http"
      ssl_certificate_id = aws_acm_certificate.shop.arn
    },
    {
      lb_port           = 8443
      lb_protocol       = "https"
      instance_port     = 8080
      instance_protocol = "http"
    },
  ]
}
