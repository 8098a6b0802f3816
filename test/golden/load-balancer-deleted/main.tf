# Planned after the configuration in before/ was applied.

provider "aws" {
  region = "eu-west-1"
}

resource "aws_elb" "kept" {
  name               = "kept"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port           = 80
    lb_protocol       = "http"
    instance_port     = 8080
    instance_protocol = "http"
  }
}
