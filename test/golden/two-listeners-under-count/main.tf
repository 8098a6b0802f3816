provider "aws" {
  region = "eu-west-1"
}

resource "aws_elb" "site" {
  count              = 2
  name               = "site-${count.index}"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port           = 80
    lb_protocol       = "http"
    instance_port     = 8080
    instance_protocol = "http"
  }

  listener {
    lb_port           = 443
    lb_protocol       = "https"
    instance_port     = 8080
    instance_protocol = "http"
  }
}
