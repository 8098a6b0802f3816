provider "aws" {
  region = "eu-west-1"
}

resource "aws_ssm_parameter" "certificate" {
  name  = "/shop/certificate"
  type  = "String"
  value = "to be filled in"
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_ssm_parameter.certificate.insecure_value
  }
}
