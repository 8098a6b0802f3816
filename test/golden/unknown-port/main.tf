provider "aws" {
  region = "eu-west-1"
}

resource "aws_ssm_parameter" "port" {
  name  = "/shop/port"
  type  = "String"
  value = "443"
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port           = aws_ssm_parameter.port.version
    lb_protocol       = "https"
    instance_port     = 8080
    instance_protocol = "http"
  }
}
