# terraform plan fails here, and writes the plan file nevertheless.

provider "aws" {
  region = "eu-west-1"
}

data "aws_acm_certificate" "shop" {
  domain = "missing.example.com"
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

resource "aws_elb" "portal" {
  name               = "portal"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port           = 80
    lb_protocol       = "http"
    instance_port     = 8080
    instance_protocol = "http"
  }
}
