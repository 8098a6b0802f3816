provider "aws" {
  region = "eu-west-1"
}

module "certificate" {
  source = "./certificate"
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = module.certificate.arn
  }
}
