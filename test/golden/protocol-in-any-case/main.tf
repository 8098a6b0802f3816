provider "aws" {
  region = "eu-west-1"
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port           = 443
    lb_protocol       = "HTTPS"
    instance_port     = 8080
    instance_protocol = "HTTP"
  }

  listener {
    lb_port           = 8443
    lb_protocol       = "Https"
    instance_port     = 8080
    instance_protocol = "http"
  }

  listener {
    lb_port           = 993
    lb_protocol       = "Ssl"
    instance_port     = 1143
    instance_protocol = "Tcp"
  }
}
