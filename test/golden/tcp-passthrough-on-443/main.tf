provider "aws" {
  region = "eu-west-1"
}

resource "aws_elb" "passthrough" {
  name               = "passthrough"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port           = 443
    lb_protocol       = "tcp"
    instance_port     = 443
    instance_protocol = "tcp"
  }
}
