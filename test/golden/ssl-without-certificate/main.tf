provider "aws" {
  region = "eu-west-1"
}

resource "aws_elb" "mail" {
  name               = "mail"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port           = 993
    lb_protocol       = "ssl"
    instance_port     = 143
    instance_protocol = "tcp"
  }
}
