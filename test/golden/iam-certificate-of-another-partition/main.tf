provider "aws" {
  region = "cn-north-1"
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["cn-north-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = "arn:aws:iam::123456789012:server-certificate/shop"
  }
}
