# Planned after the configuration in before/ was applied.

provider "aws" {
  region = "eu-west-1"
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = "arn:aws:acm:eu-west-1:123456789012:certificate/0f2a0a93-87d4-4ba3-a9f7-26323f1ef168"
  }
}
