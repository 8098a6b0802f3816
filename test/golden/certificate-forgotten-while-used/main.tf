# Planned after the configuration in before/ was applied.

provider "aws" {
  region = "eu-west-1"
}

removed {
  from = aws_acm_certificate.shop

  lifecycle {
    destroy = false
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
    ssl_certificate_id = "arn:aws:acm:eu-west-1:123456789012:certificate/d9d3e59d-e9fa-4682-a8b2-d4b781020fcf"
  }
}
