provider "aws" {
  region = "eu-west-1"
}

data "aws_ssm_parameter" "certificate" {
  name = "/shop/certificate"
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = data.aws_ssm_parameter.certificate.value
  }
}
