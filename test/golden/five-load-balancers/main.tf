provider "aws" {
  region = "eu-west-1"
}

resource "aws_elb" "web" {
  name               = "web"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port           = 443
    lb_protocol       = "https"
    instance_port     = 8080
    instance_protocol = "http"
  }
}

resource "aws_elb" "more" {
  count              = 2
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port           = 443
    lb_protocol       = "https"
    instance_port     = 8080
    instance_protocol = "http"
  }
}

module "blue" {
  source = "./web"
}

module "green" {
  source = "./web"
}
