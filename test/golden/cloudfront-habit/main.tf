provider "aws" {
  region = "ap-southeast-2"
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

data "aws_acm_certificate" "shop" {
  provider = aws.us_east_1
  domain   = "shop.example.com"
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["ap-southeast-2a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = data.aws_acm_certificate.shop.arn
  }
}
