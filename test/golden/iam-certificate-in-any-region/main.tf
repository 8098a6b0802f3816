provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "sydney"
  region = "ap-southeast-2"
}

resource "aws_elb" "dublin" {
  name               = "dublin"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = "arn:aws:iam::123456789012:server-certificate/portal"
  }
}

resource "aws_elb" "sydney" {
  provider           = aws.sydney
  name               = "sydney"
  availability_zones = ["ap-southeast-2a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = "arn:aws:iam::123456789012:server-certificate/portal"
  }
}
