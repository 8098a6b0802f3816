provider "aws" {
  region = "eu-west-1"
}

data "aws_acm_certificate" "shop" {
  domain    = "shop.example.com"
  key_types = ["EC_prime256v1", "EC_secp384r1"]
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = data.aws_acm_certificate.shop.arn
  }
}
