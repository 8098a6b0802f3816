provider "aws" {
  region = "eu-west-1"
}

module "certificate" {
  source   = "./certificate"
  for_each = toset(["blog", "shop"])
  name     = each.key
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = values(module.certificate)[0].arn
  }
}
