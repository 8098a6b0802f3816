provider "aws" {
  region = "eu-west-1"
}

resource "aws_elb" "relay" {
  name               = "relay"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port           = 8443
    lb_protocol       = "tcp"
    instance_port     = 8443
    instance_protocol = "ssl"
  }
}
